import Phrases

/// A word, or what stands for one, in a text made of a phrase.
struct SampleSlot: Hashable {
    enum Kind: Hashable { case word, prefix, token, gap }

    let kind: Kind
    /// Different ways to write it; for a word only one.
    let forms: [String]

    /// Whether a text can have one word that both stand for.
    func mayBeSame(as other: SampleSlot) -> Bool {
        switch (kind, other.kind) {
        case (.word, .word): forms[0] == other.forms[0]
        case (.word, .prefix): forms[0].hasPrefix(other.forms[0])
        case (.prefix, .word): other.forms[0].hasPrefix(forms[0])
        case (.prefix, .prefix): forms[0].hasPrefix(other.forms[0]) || other.forms[0].hasPrefix(forms[0])
        default: true
        }
    }
}

/// Texts made of phrases' own words.
struct PhraseSamples {
    typealias Sample = [SampleSlot]

    /// Which texts of all that a phrase can match.
    private enum Choice {
        /// Each branch, each optional part and each gap with and without, at least once: the others as they come first.
        case each
        /// Every combination.
        case all
    }

    private let phrases: [Phrase]
    private let usesOfList: [Int: [PhraseUse]]
    private var covering: [Int: [Sample]] = [:]
    private static let filler = SampleSlot(kind: .gap, forms: ["um", "x"])
    /// How many samples a phrase has at most.
    static let limit = 256
    /// In how many ways a sample can be written.
    static let forms = 4

    init(_ rules: RuleSet) {
        phrases = rules.phrases
        usesOfList = Dictionary(grouping: rules.uses, by: \.list)
    }

    /// Texts that together show each part of a phrase; for a regular expression, a word that may be any.
    mutating func covering(_ phrase: Int) -> [Sample] {
        if let known = covering[phrase] { return known }
        let samples = phrases[phrase].regex == nil ? samples(phrases[phrase].elements, .each) ?? [] : [[Self.filler]]
        covering[phrase] = samples
        return samples
    }

    /// All texts that a phrase can match, gaps and classes apart; nil where they are too many, and for a
    /// regular expression.
    func complete(_ phrase: Int) -> [Sample]? {
        phrases[phrase].regex == nil ? samples(phrases[phrase].elements, .all) : nil
    }

    /// A sample as a text, written in one of its ways.
    ///
    /// - Returns: Where each slot is, in bytes.
    static func text(of sample: Sample, form: Int, before: String = "", after: String = "") -> (text: String, spans: [Range<Int>]) {
        var text = before
        var spans: [Range<Int>] = []
        for slot in sample {
            if !text.isEmpty { text += " " }
            let start = text.utf8.count
            text += slot.forms[min(form, slot.forms.count - 1)]
            spans.append(start..<text.utf8.count)
        }
        return (text + after, spans)
    }

    // MARK: Making them

    private func samples(_ elements: [Phrase.Element], _ choice: Choice) -> [Sample]? {
        var options: [[Sample]] = []
        for element in elements {
            guard let some = samples(of: element, choice) else { return nil }
            options.append(some)
        }
        switch choice {
        case .each: return Self.each(options)
        case .all: return Self.all(options)
        }
    }

    private func samples(of element: Phrase.Element, _ choice: Choice) -> [Sample]? {
        switch element {
        case .word(let word): [[SampleSlot(kind: .word, forms: [word])]]
        case .prefix(let prefix): [[SampleSlot(kind: .prefix, forms: [prefix, prefix + "e", prefix + "ing", prefix + "xx"])]]
        // With one token of a class alone, what matches it may be meant for just that one.
        case .token(let token): choice == .all && token.examples.count < 2 ? nil : [[SampleSlot(kind: .token, forms: token.examples)]]
        case .gap(let max): Self.gaps(max, choice)
        case .optional(let inner): samples(inner, choice).map { $0 + [[]] }
        case .alternatives(let branches): joined(branches, choice)
        case .list(let name): joined(phrases(ofList: Int(name) ?? -1).map { phrases[$0].elements }, choice)
        }
    }

    private func joined(_ branches: [[Phrase.Element]], _ choice: Choice) -> [Sample]? {
        var joined: [Sample] = []
        for branch in branches {
            guard let some = samples(branch, choice) else { return nil }
            joined += some
            if joined.count > Self.limit {
                if choice == .all { return nil }
                return Array(joined.prefix(Self.limit))
            }
        }
        return joined
    }

    private static func gaps(_ max: Int, _ choice: Choice) -> [Sample] {
        let lengths = choice == .each ? [0, max] : Array(0...max)
        return lengths.map { Array(repeating: filler, count: $0) }
    }

    private static func each(_ options: [[Sample]]) -> [Sample] {
        let first = options.map { $0.first ?? [] }
        var samples = [Array(first.joined())]
        for (index, some) in options.enumerated() {
            for other in some.dropFirst() where samples.count < limit {
                samples.append(Array((first[..<index] + [other] + first[(index + 1)...]).joined()))
            }
        }
        return samples
    }

    private static func all(_ options: [[Sample]]) -> [Sample]? {
        var samples: [Sample] = [[]]
        for some in options {
            guard samples.count * some.count <= limit else { return nil }
            samples = samples.flatMap { sample in some.map { sample + $0 } }
        }
        return samples
    }
}

// MARK: - Phrases of lists

extension PhraseSamples {
    /// What a list holds itself, in the order of the pack.
    func uses(of list: Int) -> [PhraseUse] { usesOfList[list] ?? [] }

    /// The phrases that a list holds at one place: one, or all of another list.
    func phrases(of use: PhraseUse) -> [Int] {
        switch use.content {
        case .phrase(let index): [index]
        case .list(let list): phrases(ofList: list)
        }
    }

    /// All phrases of a list, and of the lists in it.
    func phrases(ofList list: Int) -> [Int] {
        lists(in: list).union([list]).sorted().flatMap { uses(of: $0) }.compactMap { use in
            if case .phrase(let index) = use.content { index } else { nil }
        }
    }

    /// The lists that belong to a list as a whole, and those that belong to them.
    func lists(in list: Int) -> Set<Int> {
        var seen: Set<Int> = []
        var left = [list]
        while let next = left.popLast() {
            for use in uses(of: next) {
                if case .list(let inner) = use.content, seen.insert(inner).inserted { left.append(inner) }
            }
        }
        return seen
    }
}
