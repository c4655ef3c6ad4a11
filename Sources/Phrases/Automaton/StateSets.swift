/// What most steps need of a set of states; one line of the processor's cache.
struct StateSet: BitwiseCopyable {
    /// What can go on from the set.
    fileprivate(set) var reach = Reach()
    let phraseCount: UInt32
    /// Where the phrases that are found on reaching the set stand among all.
    let firstPhrase: UInt32

    @inline(__always)
    var phrases: Range<Int> {
        Range(uncheckedBounds: (Int(firstPhrase), Int(firstPhrase) + Int(phraseCount)))
    }
}

/// What can go on from a set of states after some words and marks that no edge asks for.
///
/// Most words that may begin a phrase begin none, and that is seen here without following it word by word.
struct Reach: BitwiseCopyable {
    /// Of the labels of words that are asked for, at once or after words that are passed over.
    var labels = LabelMarks()
    /// The classes that are asked for so.
    var classes: TokenClasses = []
    /// How many of the words that follow can matter; those beyond cannot, as gaps are bounded.
    var words: UInt8 = 0
    /// Whether a phrase may be found by passing over words alone: then none is passed over unseen.
    var findsInPassing = false

    /// Whether a word or mark may be asked for.
    static func mayAsk(for item: Item, _ reach: UnsafePointer<Reach>) -> Bool {
        if !item.classes.isDisjoint(with: reach.pointee.classes) { return true }
        return item.isWord && LabelMarks.mayHave(item.labels, at: labels(of: reach))
    }

    @inline(__always)
    static func labels(of reach: UnsafePointer<Reach>) -> UnsafePointer<LabelMarks> {
        // They stand first.
        UnsafeRawPointer(reach).assumingMemoryBound(to: LabelMarks.self)
    }
}

/// Sets of states of the automaton, each with the phrases found on reaching it; equal ones have one number.
struct StateSets: ~Copyable {
    private var sets = Buffer<StateSet>()
    private var states = Buffer<UInt32>()
    /// By set, where its states stand among all, and the end of all.
    private var stateStarts = Buffer<UInt32>()
    private var phrases = Buffer<UInt32>()
    /// By set.
    private var hashes = Buffer<UInt64>()
    /// A power of two of slots, at most half of them taken: numbers of sets, `free` where there is none.
    private var slots = Buffer(repeating: free, count: 1 << 10)

    private static let free = UInt32.max
    private static let mostMembers = 1 << 21

    var count: Int { sets.count }

    /// Whether they take up so much memory that they should be forgotten.
    var areTooLarge: Bool { states.count + phrases.count > Self.mostMembers }

    @inline(__always)
    func pointer(to set: UInt32) -> UnsafePointer<StateSet> { sets.pointer(to: Int(set)) }

    @inline(__always)
    func phrase(_ index: Int) -> Int { Int(phrases[index]) }

    /// Where the states of a set stand among all.
    func states(of set: UInt32) -> Range<Int> {
        Int(stateStarts[Int(set)])..<Int(stateStarts[Int(set) + 1])
    }

    func state(_ index: Int) -> UInt32 { states[index] }

    /// The number of the set of some states and phrases, each in their order; nil where it was never met.
    func number(_ states: borrowing Buffer<UInt32>, _ phrases: borrowing Buffer<UInt32>) -> UInt32? {
        var index = slot(Self.hash(states, phrases))
        while slots[index] != Self.free {
            if isSet(slots[index], states, phrases) { return slots[index] }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Gives a number to a set that was never met; it has no reach yet.
    mutating func add(_ states: borrowing Buffer<UInt32>, _ phrases: borrowing Buffer<UInt32>) -> UInt32 {
        if sets.count * 2 >= slots.count { grow() }
        let number = UInt32(sets.count)
        sets.append(
            StateSet(phraseCount: UInt32(phrases.count), firstPhrase: UInt32(self.phrases.count)))
        for index in 0..<states.count { self.states.append(states[index]) }
        stateStarts.append(UInt32(self.states.count))
        for index in 0..<phrases.count { self.phrases.append(phrases[index]) }
        hashes.append(Self.hash(states, phrases))
        put(number)
        return number
    }

    mutating func setReach(of set: UInt32, _ reach: Reach) { sets[Int(set)].reach = reach }

    mutating func removeAll() {
        sets.removeAll()
        states.removeAll()
        phrases.removeAll()
        stateStarts.removeAll()
        stateStarts.append(0)
        hashes.removeAll()
        for index in 0..<slots.count { slots[index] = Self.free }
    }

    private func isSet(_ set: UInt32, _ states: borrowing Buffer<UInt32>, _ phrases: borrowing Buffer<UInt32>) -> Bool {
        let (knownStates, knownPhrases) = (self.states(of: set), sets[Int(set)].phrases)
        guard knownStates.count == states.count, knownPhrases.count == phrases.count else { return false }
        for index in 0..<states.count where self.states[knownStates.lowerBound + index] != states[index] { return false }
        for index in 0..<phrases.count where self.phrases[knownPhrases.lowerBound + index] != phrases[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = Buffer(repeating: Self.free, count: slots.count * 2)
        for number in 0..<UInt32(sets.count) { put(number) }
    }

    private mutating func put(_ number: UInt32) {
        var index = slot(hashes[Int(number)])
        while slots[index] != Self.free { index = (index + 1) & (slots.count - 1) }
        slots[index] = number
    }

    private func slot(_ hash: UInt64) -> Int { Int(hash >> 32) & (slots.count - 1) }

    private static func hash(_ states: borrowing Buffer<UInt32>, _ phrases: borrowing Buffer<UInt32>) -> UInt64 {
        var hash: UInt64 = 0
        for index in 0..<states.count { hash = (hash ^ UInt64(states[index])) &* 0x9E37_79B9_7F4A_7C15 }
        hash ^= hash >> 29
        for index in 0..<phrases.count { hash = (hash ^ UInt64(phrases[index])) &* 0xC2B2_AE3D_27D4_EB4F }
        return hash ^ hash >> 32
    }
}
