/// The sets of states that the automaton can be in, and where each word or mark leads from them, worked out when first met.
///
/// Texts meet few of the sets that there could be, so a step is nearly always one look into a table. What is kept is bounded; results never
/// depend on it.
struct StepCache: ~Copyable {
    /// What most steps need of a set; one line of the processor's cache.
    // Not private: Swift 6.3 without optimisation cannot compile buffers of private types.
    struct StateSet: BitwiseCopyable {
        /// Of the labels of words that an edge asks for.
        let marks: LabelMarks
        /// Where words lead that no edge asks for, within a sentence and at its end; `unknown` until it is asked.
        var other = unknown
        var otherAtEnd = unknown
        /// Where the set stands in the pools.
        let firstState: UInt32
        let stateCount: UInt32
        let firstPhrase: UInt32
        let phraseCount: UInt32
        /// The classes that an edge asks for.
        let classes: TokenClasses
        /// Where a mark leads that no edge asks for; `unknown` until it is asked.
        var pastMark = unknown

        init(marks: LabelMarks, classes: TokenClasses, states: Range<Int>, phrases: Range<Int>) {
            self.marks = marks
            self.classes = classes
            (firstState, stateCount) = (UInt32(states.lowerBound), UInt32(states.count))
            (firstPhrase, phraseCount) = (UInt32(phrases.lowerBound), UInt32(phrases.count))
        }
    }

    private var sets = Buffer<StateSet>()
    private var states = Buffer<UInt32>()
    private var phrases = Buffer<UInt32>()
    private var numbers: [[UInt32]: UInt32] = [:]
    /// Where the first word of a phrase leads, by its symbol.
    private var firstSteps: Buffer<UInt32>
    private var steps = StepTable()
    private var unusualSteps = UnusualStepTable()
    private var stepper: Stepper

    /// The set that begins all phrases at the start of a sentence, and the one elsewhere.
    private static let sentenceStart: UInt32 = 0
    private static let elsewhere: UInt32 = 1
    private static let unknown = UInt32.max

    private static let mostSets = 1 << 16
    private static let mostStates = 1 << 20
    /// A step has room for so many symbols.
    static let mostSymbols = 1 << StepTable.symbolBits

    init(_ matcher: PhraseMatcher) {
        stepper = Stepper(matcher)
        firstSteps = Buffer(repeating: Self.unknown, count: matcher.automaton.words.count * 4)
        reset()
    }

    /// Forgets all when there is too much. Numbers of sets do not outlive this.
    @inline(__always)
    mutating func trim() {
        if sets.count > Self.mostSets || states.count + phrases.count > Self.mostStates { reset() }
    }

    /// The set that the first word or mark of a phrase leads to.
    ///
    /// - Parameters:
    ///   - atStart: Whether a sentence begins with it.
    ///   - isLast: Whether no word of the sentence follows.
    @inline(__always)
    mutating func first(_ item: Item, atStart: Bool, isLast: Bool) -> UInt32 {
        let start = atStart ? Self.sentenceStart : Self.elsewhere
        guard item.classes.isDisjoint(with: sets[Int(start)].classes) else { return unusual(start, over: item, isLast: isLast) }
        let index = Int(item.symbol) << 2 | (atStart ? 2 : 0) | (isLast ? 1 : 0)
        let next = firstSteps[index]
        return next != Self.unknown ? next : workOutFirst(index, start, item, isLast: isLast)
    }

    /// The set that a word or mark leads to.
    ///
    /// - Parameter isLast: Whether no word of the sentence follows.
    @inline(__always)
    mutating func next(_ set: UInt32, over item: Item, isLast: Bool) -> UInt32 {
        guard item.classes.isDisjoint(with: sets[Int(set)].classes) else { return unusual(set, over: item, isLast: isLast) }
        guard item.isWord else {
            let next = sets[Int(set)].pastMark
            return next != Self.unknown ? next : workOutPastMark(set, item)
        }
        if item.labels.areNone || !sets[Int(set)].marks.mayHave(item.labels) {
            let next = isLast ? sets[Int(set)].otherAtEnd : sets[Int(set)].other
            return next != Self.unknown ? next : workOutOther(set, isLast: isLast)
        }
        let key = StepTable.key(set, item.symbol, isLast: isLast)
        if let next = steps.next(key) { return next }
        return workOut(key, set, item, isLast: isLast)
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
}

extension StepCache {
    @inline(never)
    private mutating func workOutFirst(_ index: Int, _ start: UInt32, _ item: Item, isLast: Bool) -> UInt32 {
        let next = workOut(start, item, isLast: isLast)
        firstSteps[index] = next
        return next
    }

    @inline(never)
    private mutating func workOut(_ key: UInt64, _ set: UInt32, _ item: Item, isLast: Bool) -> UInt32 {
        let next = workOut(set, item, isLast: isLast)
        steps.insert(key, next)
        return next
    }

    @inline(never)
    private mutating func workOutOther(_ set: UInt32, isLast: Bool) -> UInt32 {
        let next = workOut(set, .unknownWord, isLast: isLast)
        if isLast { sets[Int(set)].otherAtEnd = next } else { sets[Int(set)].other = next }
        return next
    }

    /// What a mark leads to does not depend on which mark it is, where no edge asks for it, nor on where it stands.
    @inline(never)
    private mutating func workOutPastMark(_ set: UInt32, _ mark: Item) -> UInt32 {
        let next = workOut(set, mark, isLast: false)
        sets[Int(set)].pastMark = next
        return next
    }

    /// A step over a mark, or a word that is of a class, which an edge may ask for.
    @inline(never)
    private mutating func unusual(_ set: UInt32, over item: Item, isLast: Bool) -> UInt32 {
        let key = UnusualStepTable.Key(set, item, isLast: isLast)
        if let next = unusualSteps.next(key) { return next }
        let next = workOut(set, item, isLast: isLast)
        unusualSteps.insert(key, next)
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
        let (firstState, firstPhrase) = (self.states.count, self.phrases.count)
        for state in states { self.states.append(state) }
        for phrase in phrases { self.phrases.append(phrase) }
        sets.append(
            StateSet(
                marks: stepper.labelMarks(of: states), classes: stepper.classes(of: states), states: firstState..<self.states.count,
                phrases: firstPhrase..<self.phrases.count))
        numbers[identity] = number
        return number
    }

    private mutating func reset() {
        sets.removeAll()
        states.removeAll()
        phrases.removeAll()
        numbers.removeAll()
        steps.removeAll()
        unusualSteps.removeAll()
        for index in 0..<firstSteps.count { firstSteps[index] = Self.unknown }
        _ = number(states: [Automaton.sentenceStart], phrases: [])
        _ = number(states: [Automaton.elsewhere], phrases: [])
    }
}
