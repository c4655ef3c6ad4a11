/// A phrase as an author of rules wrote it, parsed.
///
/// Words are kept as text is read: folded, contractions written out. So `Can't help` and `can not help` have the same elements.
public struct Phrase: Sendable, Hashable {
    /// What was written.
    public let source: String
    /// What must follow what; empty for a regular expression.
    public private(set) var elements: [Element]
    /// Whether the phrase stands at the start of a sentence only (`^`).
    public let isAnchoredAtStart: Bool
    /// Whether the phrase stands at the end of a sentence only (`$`).
    public let isAnchoredAtEnd: Bool
    /// The expression, where the phrase is one and nothing else.
    public let regex: RegularExpression?

    /// A part of a phrase.
    public enum Element: Sendable, Hashable {
        /// One word, folded.
        case word(String)
        /// Any word that begins so (`apolog*`), folded.
        case prefix(String)
        /// One of these sequences; never empty, and none of them is.
        case alternatives([[Element]])
        /// Up to so many words, whatever they are (`~3`).
        case gap(max: Int)
        /// The sequence or nothing.
        case optional([Element])
        /// A phrase of the list of that name.
        case list(String)
        /// A token of a class.
        case token(TokenClass)
    }

    /// Reads a phrase.
    ///
    /// - Parameter tokenClasses: The classes that it may name.
    /// - Throws: The first thing that is wrong with it, with its place in `source`.
    public init(parsing source: String, tokenClasses: [TokenClass] = TokenClass.all) throws(PhraseError) {
        var parser = try PhraseParser(source, tokenClasses: tokenClasses)
        let parsed = try parser.phrase()
        self.source = source
        elements = parsed.elements
        isAnchoredAtStart = parsed.isAnchoredAtStart
        isAnchoredAtEnd = parsed.isAnchoredAtEnd
        regex = nil
    }

    /// A phrase that is a regular expression.
    public init(_ regex: RegularExpression) {
        source = regex.source
        elements = []
        isAnchoredAtStart = false
        isAnchoredAtEnd = false
        self.regex = regex
    }

    /// The names of the lists in the phrase, in the order in which they are written, each time that they are.
    public var lists: [String] { mayNameLists ? Self.lists(in: elements) : [] }

    private var mayNameLists: Bool { source.utf8.contains(UInt8(ascii: "@")) }

    /// The name of the list, where the phrase is that list and nothing else.
    public var wholeList: String? {
        guard !isAnchoredAtStart, !isAnchoredAtEnd, elements.count == 1, case .list(let name) = elements[0] else { return nil }
        return name
    }

    private static func lists(in elements: [Element]) -> [String] {
        elements.flatMap { element -> [String] in
            switch element {
            case .list(let name): [name]
            case .optional(let inner): lists(in: inner)
            case .alternatives(let branches): branches.flatMap { lists(in: $0) }
            case .word, .prefix, .gap, .token: []
            }
        }
    }
}

extension Phrase {
    /// By what was written alone: phrases of the same source differ only where lists of the same name do.
    public func hash(into hasher: inout Hasher) { hasher.combine(source) }

    /// The phrase with other names for the lists in it, such as ones that are unique over several packs.
    public func namingLists(_ name: (String) -> String) -> Phrase {
        guard mayNameLists else { return self }
        var phrase = self
        phrase.elements = Self.naming(elements, name)
        return phrase
    }

    private static func naming(_ elements: [Element], _ name: (String) -> String) -> [Element] {
        elements.map { element in
            switch element {
            case .list(let list): .list(name(list))
            case .optional(let inner): .optional(naming(inner, name))
            case .alternatives(let branches): .alternatives(branches.map { naming($0, name) })
            case .word, .prefix, .gap, .token: element
            }
        }
    }
}
