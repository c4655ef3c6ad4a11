/// The sets of states that the automaton can be in, and where each word or mark leads from them, worked out when first met.
///
/// Texts meet few of the sets that there could be, so a step is nearly always one look into a table. What is kept is bounded; results never
/// depend on it.
struct StepCache: ~Copyable {
    private(set) var sets = StateSets()
    /// Where the first word of a phrase leads, by group and symbol.
    private var firstSteps: Buffer<UInt32>
    private var steps = StepTable()
    private var unusualSteps = UnusualStepTable()
    private var stepper: Stepper
    private let automaton: Automaton
    private let symbolCount: Int

    private static let unknown = UInt32.max
    /// A set's number has 16 bits in a step; from one beginning on fewer than 4096 sets are met.
    private static let mostSets = (1 << 16) - (1 << 12)
    /// A step has room for so many symbols.
    static let mostSymbols = 1 << StepTable.symbolBits

    init(_ matcher: PhraseMatcher) {
        automaton = matcher.automaton
        symbolCount = matcher.automaton.words.count
        stepper = Stepper(matcher)
        firstSteps = Buffer(repeating: Self.unknown, count: matcher.automaton.groupCount * matcher.automaton.words.count * 4)
        reset()
    }

    /// Forgets all when there is too much. Numbers of sets do not outlive this.
    @inline(__always)
    mutating func trim() {
        if areTooMany { reset() }
    }

    @inline(__always)
    var areTooMany: Bool { sets.count > Self.mostSets || sets.areTooLarge }

    /// The set that the first word or mark of a phrase leads to.
    ///
    /// - Parameters:
    ///   - group: Of the phrases that are looked for.
    ///   - atStart: Whether a sentence begins with it.
    ///   - isLast: Whether no word of the sentence follows.
    @inline(__always)
    mutating func first(_ item: UnsafePointer<Item>, of group: Int, atStart: Bool, isLast: Bool) -> UInt32 {
        let start = automaton.start(of: group, atSentenceStart: atStart)
        if !item.pointee.isPlainWord, isUnusual(item, from: start) { return unusual(start, passing: 0, over: item.pointee, isLast: isLast) }
        let index = (group * symbolCount + Int(item.pointee.symbol)) << 2 | (atStart ? 2 : 0) | (isLast ? 1 : 0)
        let next = firstSteps[index]
        return next != Self.unknown ? next : workOutFirst(index, start, item.pointee, isLast: isLast)
    }

    /// The set that a word or mark leads to that may be asked for.
    ///
    /// - Parameters:
    ///   - passed: The number of words before it that were passed over, as no edge asks for them.
    ///   - isLast: Whether no word of the sentence follows.
    @inline(__always)
    mutating func next(_ set: UInt32, passing passed: Int, over item: UnsafePointer<Item>, isLast: Bool) -> UInt32 {
        if !item.pointee.isPlainWord, isUnusual(item, from: set) {
            return unusual(set, passing: passed, over: item.pointee, isLast: isLast)
        }
        let key = StepTable.key(set, passing: passed, item.pointee.symbol, isLast: isLast)
        return steps.next(key) ?? workOut(key, set, passing: passed, item.pointee, isLast: isLast)
    }

    /// Whether it is of a class that an edge asks for.
    private func isUnusual(_ item: UnsafePointer<Item>, from set: UInt32) -> Bool {
        !item.pointee.classes.isDisjoint(with: sets.pointer(to: set).pointee.reach.classes)
    }
}

extension StepCache {
    @inline(never)
    private mutating func workOutFirst(_ index: Int, _ start: UInt32, _ item: Item, isLast: Bool) -> UInt32 {
        let next = workOut(start, passing: 0, item, isLast: isLast)
        firstSteps[index] = next
        return next
    }

    @inline(never)
    private mutating func workOut(_ key: UInt64, _ set: UInt32, passing passed: Int, _ item: Item, isLast: Bool) -> UInt32 {
        let next = workOut(set, passing: passed, item, isLast: isLast)
        steps.insert(key, next)
        return next
    }

    /// A step over a mark, or a word that is of a class, which an edge may ask for.
    @inline(never)
    private mutating func unusual(_ set: UInt32, passing passed: Int, over item: Item, isLast: Bool) -> UInt32 {
        let key = UnusualStepTable.Key(set, passing: passed, item, isLast: isLast)
        if let next = unusualSteps.next(key) { return next }
        let next = workOut(set, passing: passed, item, isLast: isLast)
        unusualSteps.insert(key, next)
        return next
    }

    private mutating func workOut(_ set: UInt32, passing passed: Int, _ item: Item, isLast: Bool) -> UInt32 {
        stepper.begin(at: set, in: sets)
        for _ in 0..<passed { stepper.pass() }
        stepper.step(over: item, isLast: isLast)
        return stepper.number(in: &sets)
    }

    private mutating func reset() {
        sets.removeAll()
        stepper.forgetSets()
        steps.removeAll()
        unusualSteps.removeAll()
        for index in 0..<firstSteps.count { firstSteps[index] = Self.unknown }
        // So that the first sets have the numbers of these states.
        for state in 0..<UInt32(automaton.groupCount * 2) {
            stepper.begin(at: state)
            stepper.addStart(to: &sets, Reach(classes: automaton.beginningClasses[state / 2]))
        }
    }
}
