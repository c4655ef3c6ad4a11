/// A phrase as an author of rules wrote it, parsed.
///
/// Words are kept as text is read: folded, contractions written out. So `Can't help` and `can not help` have the same elements.
public struct Phrase: Sendable, Hashable {
    // In one object: phrases are handed from list to list while packs are loaded.
    private let content: Content

    private final class Content: Sendable {
        let source: String
        let hash: UInt32
        let parsed: PhraseParser.Parsed
        let regex: RegularExpression?

        init(source: String, hash: UInt32, parsed: PhraseParser.Parsed, regex: RegularExpression? = nil) {
            self.source = source
            self.hash = hash
            self.parsed = parsed
            self.regex = regex
        }
    }

    /// What was written.
    public var source: String { content.source }
    /// Whether the phrase stands at the start of a sentence only (`^`).
    public var isAnchoredAtStart: Bool { content.parsed.isAnchoredAtStart }
    /// Whether the phrase stands at the end of a sentence only (`$`).
    public var isAnchoredAtEnd: Bool { content.parsed.isAnchoredAtEnd }
    /// The expression, where the phrase is one and nothing else.
    public var regex: RegularExpression? { content.regex }
    /// A number for its source, for tables: equal sources have the same.
    package var sourceHash: UInt32 { content.hash }
    /// Its elements; empty for a regular expression.
    var code: PhraseCode { content.parsed.code }
    /// The classes of tokens in it, each once.
    var tokens: [TokenClass] { content.parsed.tokens }
    /// How many words it can take up at most, those of lists not counted.
    var longest: Int { content.parsed.longest }
    /// Whether it names a list.
    var namesLists: Bool { content.parsed.namesLists }

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

    private init(_ content: Content) { self.content = content }

    /// Reads a phrase.
    ///
    /// - Parameter tokenClasses: The classes that it may name.
    /// - Throws: The first thing that is wrong with it, with its place in `source`.
    public init(parsing source: String, tokenClasses: [TokenClass] = TokenClass.all) throws(PhraseError) {
        var source = source
        let (parsed, hash) = try source.withUTF8 { bytes in
            Result { () throws(PhraseError) in
                var parser = try PhraseParser(bytes, tokenClasses: tokenClasses)
                return try (parser.phrase(), Self.hash(bytes))
            }
        }.get()
        content = Content(source: source, hash: hash, parsed: parsed)
    }

    /// Equal texts have equal hashes: beyond ASCII they may differ in their bytes.
    private static func hash(_ source: UnsafeBufferPointer<UInt8>) -> UInt32 {
        if source.allSatisfy({ $0 < 0x80 }) { return TextTable.hash(source) }
        return UInt32(truncatingIfNeeded: String(decoding: source, as: UTF8.self).hashValue)
    }

    /// A phrase that is a regular expression.
    public init(_ regex: RegularExpression) {
        var source = regex.source
        let hash = source.withUTF8 { Self.hash($0) }
        content = Content(source: source, hash: hash, parsed: PhraseParser.Parsed(), regex: regex)
    }

    /// The names of the lists in the phrase, in the order in which they are written, each time that they are.
    public var lists: [String] { namesLists ? Self.lists(in: elements) : [] }

    /// The name of the list, where the phrase is that list and nothing else.
    public var wholeList: String? {
        guard namesLists, !isAnchoredAtStart, !isAnchoredAtEnd else { return nil }
        let elements = elements
        guard elements.count == 1, case .list(let name) = elements[0] else { return nil }
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
    public static func == (a: Phrase, b: Phrase) -> Bool {
        a.content === b.content || a.source == b.source && a.content.parsed == b.content.parsed && a.regex == b.regex
    }

    /// By what was written alone: phrases of the same source differ only where lists of the same name do.
    public func hash(into hasher: inout Hasher) { hasher.combine(content.hash) }

    /// The phrase with other names for the lists in it, such as ones that are unique over several packs.
    public func namingLists(_ name: (String) -> String) -> Phrase {
        guard namesLists else { return self }
        var parsed = content.parsed
        parsed.code = code.bytes.withUnsafeBufferPointer { Self.naming($0, in: 0..<$0.count, name) }
        return Phrase(Content(source: source, hash: content.hash, parsed: parsed))
    }

    private static func naming(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, _ name: (String) -> String) -> PhraseCode {
        var code = PhraseCode()
        var next = range.lowerBound
        while next < range.upperBound {
            let element = PhraseCode.Element(in: bytes, at: next)
            next = element.body.upperBound
            switch element.kind {
            case .list: code.append(.list, name(String(decoding: bytes[element.body], as: UTF8.self)))
            case .optional, .alternatives, .branch:
                let start = code.begin(element.kind)
                code.append(naming(bytes, in: element.body, name))
                code.end(start)
            case .gap, .token: code.append(element.kind, number: element.number)
            case .word, .prefix: code.append(element.kind, UnsafeBufferPointer(rebasing: bytes[element.body]))
            }
        }
        return code
    }
}
