import Phrases

/// A list of phrases as its author wrote it.
public struct ListDefinition: Sendable, Hashable {
    /// A phrase, and how much it weighs.
    public struct Entry: Sendable, Hashable {
        public let phrase: String
        public let weight: Double

        public init(phrase: String, weight: Double) {
            self.phrase = phrase
            self.weight = weight
        }

        /// Whether it is a list's name alone, as `@apology`.
        public var isList: Bool { (try? Phrase(parsing: phrase))?.wholeList != nil }
    }

    public let entries: [Entry]
    /// What protects whatever it overlaps.
    public let unless: [String]

    init(_ entries: [PhraseEntry] = [], unless: [PhraseEntry] = []) {
        self.entries = entries.map { Entry(phrase: $0.place.phrase ?? $0.phrase.source, weight: $0.weight) }
        self.unless = unless.map { $0.place.phrase ?? $0.phrase.source }
    }

    /// The lists that a phrase names; none for what is no phrase.
    public static func lists(in phrase: String) -> [String] { (try? Phrase(parsing: phrase))?.lists ?? [] }
}

extension RuleSet {
    /// What a pack's phrases mean by `@name`; nil where there is no such list.
    public func list(named name: String, inPack pack: String) -> ListDefinition? {
        namedLists[pack]?[name].map { listDefinitions[$0] }
    }
}
