/// A list of phrases as its author wrote it.
public struct ListDefinition: Sendable, Hashable {
    /// A phrase, and how much it weighs.
    public struct Entry: Sendable, Hashable {
        public let phrase: String
        public let weight: Double
    }

    public let entries: [Entry]
    /// What protects whatever it overlaps.
    public let unless: [String]

    init(_ entries: [PhraseEntry] = [], unless: [PhraseEntry] = []) {
        self.entries = entries.map { Entry(phrase: $0.phrase.source, weight: $0.weight) }
        self.unless = unless.map(\.phrase.source)
    }
}

extension RuleSet {
    /// What a pack's phrases mean by `@name`; nil where there is no such list.
    public func list(named name: String, inPack pack: String) -> ListDefinition? {
        namedLists[pack]?[name].map { listDefinitions[$0] }
    }
}
