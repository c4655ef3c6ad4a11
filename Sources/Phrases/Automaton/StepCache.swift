/// The sets of states that the automaton can be in, and where each word or mark leads from them, worked out when first met.
///
/// Texts meet few of the sets that there could be, so a step is nearly always one look into a table. What is kept is bounded; results never
/// depend on it.
struct StepCache: ~Copyable {
    struct StateSet: BitwiseCopyable {
        /// The marks of all labels that an edge asks for.
        let labelMarks: UInt64
        /// Where words lead that no edge asks for, within a sentence and at its end; `unknown` until it is asked.
        var other = unknown
        var otherAtEnd = unknown
        /// Where the set stands in the pools.
        let firstState: UInt32
        let stateCount: UInt32
        let firstPhrase: UInt32
        let phraseCount: UInt32

        static let unknown = UInt32.max
    }

    struct Step: BitwiseCopyable {
        var key: UInt64 = .max
        var next: UInt32 = 0
    }

    private var sets = Buffer<StateSet>()
    private var states = Buffer<UInt32>()
    private var phrases = Buffer<UInt32>()
    private var numbers: [[UInt32]: UInt32] = [:]
    private var steps = Buffer<Step>()
    /// How far to shift a hash for it to be an index into `steps`.
    private var shift: UInt64 = 0
    private var misses = 0
    private var stepper: Stepper

    /// The set that begins all phrases at the start of a sentence, and the one elsewhere.
    static let sentenceStart: UInt32 = 0
    static let elsewhere: UInt32 = 1

    private static let fewestSteps = 1 << 8
    private static let mostSteps = 1 << 16
    private static let mostSets = 1 << 16
    /// The key of a step has room for so many symbols.
    static let mostSymbols = 1 << 21
    private static let mostStates = 1 << 20

    init(_ matcher: PhraseMatcher) {
        stepper = Stepper(matcher)
        reset()
    }

    /// Forgets all when there is too much. Numbers of sets do not outlive this.
    @inline(__always)
    mutating func trim() {
        if sets.count > Self.mostSets || states.count + phrases.count > Self.mostStates { reset() }
    }

    /// The set that a word or mark leads to.
    ///
    /// - Parameter isLast: Whether no word of the sentence follows.
    @inline(__always)
    mutating func next(_ set: UInt32, over item: borrowing Item, isLast: Bool) -> UInt32 {
        if sets[Int(set)].labelMarks & item.labelMarks == 0, item.isWord {
            let next = isLast ? sets[Int(set)].otherAtEnd : sets[Int(set)].other
            return next != StateSet.unknown ? next : workOutOther(set, isLast: isLast)
        }
        let key = Self.key(set, item, isLast: isLast)
        let step = steps[index(of: key)]
        return step.key == key ? step.next : workOutAndKeep(set, item, isLast: isLast, key)
    }

    /// Whether nothing can follow any more.
    @inline(__always)
    func isAtEnd(_ set: UInt32) -> Bool { sets[Int(set)].stateCount == 0 }

    /// Where the phrases that are found when a set is reached stand among all.
    @inline(__always)
    func phrases(of set: UInt32) -> Range<Int> {
        let first = Int(sets[Int(set)].firstPhrase)
        return Range(uncheckedBounds: (first, first + Int(sets[Int(set)].phraseCount)))
    }

    @inline(__always)
    func phrase(_ index: Int) -> Int { Int(phrases[index]) }

    /// All that a step depends on, in one number: 17 bits for the set (there are never twice `mostSets`, for one run adds a few thousand at
    /// most), 19 for the symbol, 26 for the classes.
    @inline(__always)
    private static func key(_ set: UInt32, _ item: borrowing Item, isLast: Bool) -> UInt64 {
        UInt64(set) << 47 | UInt64(item.symbol) << 28 | UInt64(item.classes.rawValue) << 2 | (item.isWord ? 2 : 0) | (isLast ? 1 : 0)
    }

    @inline(__always)
    private func index(of key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift) }
}

extension StepCache {
    @inline(never)
    private mutating func workOutAndKeep(_ set: UInt32, _ item: Item, isLast: Bool, _ key: UInt64) -> UInt32 {
        misses += 1
        if misses > steps.count / 2, steps.count < Self.mostSteps { resize(to: steps.count * 4) }
        let next = workOut(set, item, isLast: isLast)
        steps[index(of: key)] = Step(key: key, next: next)
        return next
    }

    @inline(never)
    private mutating func workOutOther(_ set: UInt32, isLast: Bool) -> UInt32 {
        let next = workOut(set, .unknownWord, isLast: isLast)
        if isLast { sets[Int(set)].otherAtEnd = next } else { sets[Int(set)].other = next }
        return next
    }

    private mutating func workOut(_ set: UInt32, _ item: Item, isLast: Bool) -> UInt32 {
        let first = Int(sets[Int(set)].firstState)
        let members = (first..<first + Int(sets[Int(set)].stateCount)).map { states[$0] }
        stepper.step(from: members, over: item, isLast: isLast)
        return number(states: stepper.reached.sorted(), phrases: stepper.found.sorted())
    }

    private mutating func number(states: [UInt32], phrases: [UInt32]) -> UInt32 {
        let identity = [UInt32(states.count)] + states + phrases
        if let number = numbers[identity] { return number }
        let number = UInt32(sets.count)
        sets.append(
            StateSet(
                labelMarks: stepper.labelMarks(of: states), firstState: UInt32(self.states.count), stateCount: UInt32(states.count),
                firstPhrase: UInt32(self.phrases.count), phraseCount: UInt32(phrases.count)))
        for state in states { self.states.append(state) }
        for phrase in phrases { self.phrases.append(phrase) }
        numbers[identity] = number
        return number
    }

    /// Makes room for more steps, and keeps those that are known.
    private mutating func resize(to count: Int) {
        misses = 0
        shift = UInt64(64 - count.trailingZeroBitCount)
        var larger = Buffer(repeating: Step(), count: count)
        for old in 0..<steps.count where steps[old].key != .max { larger[index(of: steps[old].key)] = steps[old] }
        steps = larger
    }

    private mutating func reset() {
        sets.removeAll()
        states.removeAll()
        phrases.removeAll()
        numbers.removeAll()
        steps.removeAll()
        resize(to: Self.fewestSteps)
        _ = number(states: [Automaton.sentenceStart], phrases: [])
        _ = number(states: [Automaton.elsewhere], phrases: [])
    }
}
