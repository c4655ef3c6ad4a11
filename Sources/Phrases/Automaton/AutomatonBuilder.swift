/// Makes the states of phrases, each phrase from its end to its start: every part is told where to go on.
///
/// All branches of a group go on at the same state, so what a phrase takes up is the sum of its parts, never their product. A state is
/// begun with `begin`, given its edges, and ended with `end`; states that are begun in between are ended first.
struct AutomatonBuilder {
    typealias Edge = Automaton.Edge

    var labels = LabelTable()
    /// The classes that look at written words, in the order of their bits.
    var recognisers: [TokenClass] = []
    private(set) var states: StateTables
    /// Where phrases begin: by phrase, the edges that lead into it.
    private(set) var entries: [Edge] = []
    private(set) var entryStarts: [UInt32] = [0]
    /// The edges of the states that are begun.
    private var open: [Edge] = []
    /// Where the elements of the sequences begin that are being read.
    private var elements: [Int] = []
    private var lists: [String: [Phrase]] = [:]
    private var wordsOfLists: [String: Int] = [:]
    /// How many parts the present phrase has so far, and the most that it may have.
    private var parts = 0

    /// The most words that a match can have.
    static let longestMatch = 100
    /// The most parts of one phrase.
    static let largestPhrase = 20_000
    /// How deep lists may hold lists.
    static let deepestList = 32

    /// - Parameters:
    ///   - phrases: Those that are to be added.
    ///   - firstState: The number of the first state: others come before.
    init(for phrases: [Phrase], firstState: Int) {
        // A word has four bytes before it and about six of its own.
        let words = phrases.reduce(0) { $0 + $1.code.bytes.count } / 10
        states = StateTables(first: firstState, capacity: words)
        entries.reserveCapacity(phrases.count * 2)
        entryStarts.reserveCapacity(phrases.count + 1)
    }

    /// Adds the next phrase.
    mutating func add(_ phrase: Phrase, list: (String) -> [Phrase]) throws(PhraseError) {
        // A regular expression is found by other means; here it only keeps its number.
        if phrase.regex == nil {
            if phrase.namesLists { collect(phrase.lists, list: list) }
            try checkLength(of: phrase)
            parts = 0
            let found = states.add(phrase: UInt32(entryStarts.count - 1))
            try lead(into: phrase, thenTo: found, in: phrase)
        }
        entries += open
        open.removeAll(keepingCapacity: true)
        entryStarts.append(UInt32(entries.count))
    }

    // MARK: States

    /// Begins a state.
    ///
    /// - Returns: what to end it with.
    func begin() -> Int { open.count }

    /// Lets the state that was begun last go on.
    mutating func lead(_ label: Label, to target: UInt32) { open.append(Edge(label: label, target: target)) }

    /// Ends the state that was begun last.
    mutating func end(_ start: Int) -> UInt32 {
        let state = states.add(open[start...])
        open.removeLast(open.count - start)
        return state
    }

    /// Counts one part of a phrase; `outer` is the phrase to blame for too many.
    mutating func count(in outer: Phrase) throws(PhraseError) {
        parts += 1
        guard parts > Self.largestPhrase else { return }
        throw PhraseError(
            code: "phrase-too-large", message: "the phrase has too many parts once its lists are put in",
            help: "write it as several phrases, or name fewer lists in it", range: 0..<outer.source.utf8.count)
    }

    // MARK: Phrases

    /// Leads the state that was begun last into a phrase which goes on at `next`.
    private mutating func lead(into phrase: Phrase, thenTo next: UInt32, in outer: Phrase) throws(PhraseError) {
        if phrase.regex != nil { throw Self.regexInPhrase(outer) }
        var last = next
        if phrase.isAnchoredAtEnd {
            try count(in: outer)
            let start = begin()
            lead(.sentenceEnd, to: next)
            last = end(start)
        }
        let anchor = phrase.isAnchoredAtStart ? begin() : nil
        try phrase.code.bytes.withUnsafeBufferPointer { (bytes) throws(PhraseError) in
            try lead(into: Code(bytes: bytes, phrase: phrase, outer: outer), 0..<bytes.count, thenTo: last)
        }
        guard let anchor else { return }
        try count(in: outer)
        lead(.sentenceStart, to: end(anchor))
    }

    /// What is read: the phrase that stands for itself or in another one, and the one to blame.
    private struct Code {
        let bytes: UnsafeBufferPointer<UInt8>
        let phrase: Phrase
        let outer: Phrase
    }

    /// Leads into a sequence of elements.
    private mutating func lead(into code: Code, _ range: Range<Int>, thenTo next: UInt32) throws(PhraseError) {
        guard !range.isEmpty else { return }
        let whole = PhraseCode.Element(in: code.bytes, at: range.lowerBound)
        if whole.body.upperBound == range.upperBound { return try lead(into: code, whole, thenTo: next) }
        let first = elements.count
        var index = range.lowerBound
        while index < range.upperBound {
            elements.append(index)
            index = PhraseCode.Element(in: code.bytes, at: index).body.upperBound
        }
        var target = next
        while elements.count > first + 1, let last = elements.popLast() {
            let start = begin()
            try lead(into: code, PhraseCode.Element(in: code.bytes, at: last), thenTo: target)
            target = end(start)
        }
        guard elements.count > first, let last = elements.popLast() else { return }
        try lead(into: code, PhraseCode.Element(in: code.bytes, at: last), thenTo: target)
    }

    private mutating func lead(into code: Code, _ element: PhraseCode.Element, thenTo next: UInt32) throws(PhraseError) {
        if element.kind != .gap { try count(in: code.outer) }
        switch element.kind {
        case .word: lead(labels.label(ofWord: code.bytes, element.body), to: next)
        case .prefix: lead(labels.label(ofPrefix: code.bytes, element.body), to: next)
        case .token: try lead(into: code.phrase.tokens[element.number], thenTo: next, in: code.outer)
        case .gap: try leadIntoGap(element.number, thenTo: next, in: code.outer)
        case .optional:
            lead(.none, to: next)
            try lead(into: code, element.body, thenTo: next)
        case .branch: try lead(into: code, element.body, thenTo: next)
        case .alternatives:
            var index = element.body.lowerBound
            while index < element.body.upperBound {
                let branch = PhraseCode.Element(in: code.bytes, at: index)
                try lead(into: code, branch.body, thenTo: next)
                index = branch.body.upperBound
            }
        case .list:
            let name = String(decoding: code.bytes[element.body], as: UTF8.self)
            for phrase in lists[name] ?? [] { try lead(into: phrase, thenTo: next, in: code.outer) }
        }
    }

    private mutating func leadIntoGap(_ max: Int, thenTo next: UInt32, in outer: Phrase) throws(PhraseError) {
        var state = next
        for width in 1...max {
            try count(in: outer)
            let start = begin()
            lead(.anyWord, to: state)
            lead(.none, to: next)
            if width < max { state = end(start) }
        }
    }
}

extension AutomatonBuilder {
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
        guard words(in: phrase, depth: 0) > Self.longestMatch else { return }
        throw PhraseError(
            code: "phrase-too-long", message: "the phrase can be longer than \(Self.longestMatch) words once its lists are put in",
            help: "write a shorter phrase: the first words of a long one are enough to find it", range: 0..<phrase.source.utf8.count)
    }

    /// How many words a phrase can take up at most.
    private mutating func words(in phrase: Phrase, depth: Int) -> Int {
        phrase.namesLists ? words(in: phrase.elements, depth: depth) : phrase.longest
    }

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
        for phrase in lists[name] ?? [] { longest = max(longest, words(in: phrase, depth: depth)) }
        wordsOfLists[name] = longest
        return longest
    }
}
