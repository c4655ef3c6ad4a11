/// A state of the automaton while it is built.
struct DraftState {
    var edges: [Edge] = []
    /// Edges that ask for the start of a sentence and pass over nothing.
    var startEdges: [Int] = []
    /// The phrases that are found when the state is reached.
    var phrases: [Int] = []

    struct Edge: Hashable, Comparable {
        let label: Label
        let target: Int

        static func < (a: Edge, b: Edge) -> Bool { (a.label, a.target) < (b.label, b.target) }
    }

    init(_ label: Label, to target: Int) { edges = [Edge(label: label, target: target)] }

    init() {}

    mutating func add(_ label: Label, to target: Int) { edges.append(Edge(label: label, target: target)) }

    /// Makes this state do what another does, too.
    mutating func absorb(_ other: DraftState) {
        edges += other.edges
        startEdges += other.startEdges
        phrases += other.phrases
    }
}

/// Makes the states of phrases, each phrase from its end to its start: every part is told where to go on.
///
/// All branches of a group go on at the same state, so what a phrase takes up is the sum of its parts, never their product.
struct AutomatonBuilder {
    private(set) var states: [DraftState] = []
    var labels = LabelTable()
    /// The classes that look at written words, in the order of their bits.
    var recognisers: [TokenClass] = []
    /// Where each phrase begins.
    private(set) var entries: [Int] = []
    private var lists: [String: [Phrase]] = [:]
    private var wordsOfLists: [String: Int] = [:]
    /// How many states there were before the present phrase.
    private var statesBefore = 0

    /// The most words that a match can have.
    static let longestMatch = 100
    /// The most states of one phrase.
    static let largestPhrase = 20_000
    /// How deep lists may hold lists.
    static let deepestList = 32

    /// Adds the next phrase.
    mutating func add(_ phrase: Phrase, list: (String) -> [Phrase]) throws(PhraseError) {
        guard phrase.regex == nil else {
            // It is found by other means; here it only keeps its number.
            states.append(DraftState())
            entries.append(states.count - 1)
            return
        }
        collect(phrase.lists, list: list)
        try checkLength(of: phrase)
        statesBefore = states.count
        var found = DraftState()
        found.phrases = [entries.count]
        let end = try add(found, in: phrase)
        entries.append(try entry(to: phrase, thenTo: end, in: phrase))
    }

    /// The state that begins a phrase which goes on at `next`; `outer` is the phrase to blame for too many states.
    private mutating func entry(to phrase: Phrase, thenTo next: Int, in outer: Phrase) throws(PhraseError) -> Int {
        if phrase.regex != nil { throw Self.regexInPhrase(outer) }
        let last = phrase.isAnchoredAtEnd ? try add(DraftState(.sentenceEnd, to: next), in: outer) : next
        let first = try entry(to: phrase.elements, thenTo: last, in: outer)
        guard phrase.isAnchoredAtStart else { return first }
        var anchor = DraftState()
        anchor.startEdges = [first]
        return try add(anchor, in: outer)
    }

    private mutating func entry(to elements: [Phrase.Element], thenTo next: Int, in outer: Phrase) throws(PhraseError) -> Int {
        var next = next
        for element in elements.reversed() { next = try entry(to: element, thenTo: next, in: outer) }
        return next
    }

    private mutating func entry(to element: Phrase.Element, thenTo next: Int, in outer: Phrase) throws(PhraseError) -> Int {
        switch element {
        case .word(let word): return try add(DraftState(labels.label(of: .word(word)), to: next), in: outer)
        case .prefix(let prefix): return try add(DraftState(labels.label(of: .prefix(prefix)), to: next), in: outer)
        case .token(let tokenClass): return try entry(to: tokenClass, thenTo: next, in: outer)
        case .gap(let max): return try entryToGap(max, thenTo: next, in: outer)
        case .optional(let inner):
            var state = DraftState(.none, to: next)
            state.absorb(states[try entry(to: inner, thenTo: next, in: outer)])
            return try add(state, in: outer)
        case .alternatives(let branches):
            var state = DraftState()
            for branch in branches { state.absorb(states[try entry(to: branch, thenTo: next, in: outer)]) }
            return try add(state, in: outer)
        case .list(let name):
            var state = DraftState()
            for phrase in lists[name] ?? [] { state.absorb(states[try entry(to: phrase, thenTo: next, in: outer)]) }
            return try add(state, in: outer)
        }
    }

    private mutating func entryToGap(_ max: Int, thenTo next: Int, in outer: Phrase) throws(PhraseError) -> Int {
        var state = next
        for _ in 0..<max {
            var wider = DraftState(.anyWord, to: state)
            wider.add(.none, to: next)
            state = try add(wider, in: outer)
        }
        return state
    }

    mutating func add(_ state: DraftState, in outer: Phrase) throws(PhraseError) -> Int {
        guard states.count - statesBefore < Self.largestPhrase else {
            throw PhraseError(
                code: "phrase-too-large", message: "the phrase has too many parts once its lists are put in",
                help: "write it as several phrases, or name fewer lists in it", range: 0..<outer.source.utf8.count)
        }
        states.append(state)
        return states.count - 1
    }
}

extension AutomatonBuilder {
    /// The edges that begin some phrases, past those that pass over nothing.
    func beginningEdges(of phrases: [Int], atSentenceStart: Bool) -> [DraftState.Edge] {
        var reached = Set<Int>()
        var edges: [DraftState.Edge] = []
        var pending = phrases.map { entries[$0] }
        while let state = pending.popLast() {
            guard reached.insert(state).inserted else { continue }
            for edge in states[state].edges {
                if edge.label == .none { pending.append(edge.target) } else { edges.append(edge) }
            }
            if atSentenceStart { pending += states[state].startEdges }
        }
        return edges
    }

    private static func regexInPhrase(_ outer: Phrase) -> PhraseError {
        PhraseError(
            code: "regex-in-phrase", message: "a list named in this phrase has a regular expression, which can only stand alone",
            help: "name the list by itself, without other words or a weight, or take the expression out of it",
            range: 0..<outer.source.utf8.count)
    }

    /// Asks for lists by name, and for the lists in them.
    private mutating func collect(_ names: [String], list: (String) -> [Phrase]) {
        var pending = names
        while let name = pending.popLast() {
            guard lists[name] == nil else { continue }
            let phrases = list(name)
            lists[name] = phrases
            pending += phrases.flatMap(\.lists)
        }
    }

    private mutating func checkLength(of phrase: Phrase) throws(PhraseError) {
        guard words(in: phrase.elements, depth: 0) > Self.longestMatch else { return }
        throw PhraseError(
            code: "phrase-too-long", message: "the phrase can be longer than \(Self.longestMatch) words once its lists are put in",
            help: "write a shorter phrase: the first words of a long one are enough to find it", range: 0..<phrase.source.utf8.count)
    }

    /// How many words the elements can take up at most.
    private mutating func words(in elements: [Phrase.Element], depth: Int) -> Int {
        var sum = 0
        for element in elements {
            switch element {
            case .word, .prefix: sum += 1
            case .token(let tokenClass): sum += tokenClass.longest
            case .gap(let max): sum += max
            case .optional(let inner): sum += words(in: inner, depth: depth)
            case .alternatives(let branches):
                var longest = 0
                for branch in branches { longest = max(longest, words(in: branch, depth: depth)) }
                sum += longest
            case .list(let name): sum += words(inList: name, depth: depth + 1)
            }
        }
        return sum
    }

    private mutating func words(inList name: String, depth: Int) -> Int {
        if let known = wordsOfLists[name] { return known }
        guard depth < Self.deepestList else { return Self.longestMatch + 1 }
        var longest = 0
        for phrase in lists[name] ?? [] { longest = max(longest, words(in: phrase.elements, depth: depth)) }
        wordsOfLists[name] = longest
        return longest
    }
}
