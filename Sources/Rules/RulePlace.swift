import Diagnostics

/// Where a pack has something: a rule, an example, a phrase.
public struct RulePlace: Sendable {
    private let source: SourceText
    private let bytes: Range<Int>
    private let path: JSONPath

    init(_ cursor: JSONCursor) {
        source = cursor.collector.source
        bytes = cursor.node.bytes
        path = cursor.path
    }

    /// From 1.
    public var line: Int { source.line(of: bytes.lowerBound) }
    /// The JSON pointer (RFC 6901), such as `/rules/no-jargon/examples/bad/0`.
    public var pointer: String { path.pointer }

    public var file: String { source.file }

    /// The same for a diagnostic, with its column and its line's text. It is made when asked for: that takes time in proportion to the
    /// line's length.
    public var place: Place { source.place(of: bytes, pointer: pointer) }
}

extension RulePlace: Hashable {
    public static func == (a: RulePlace, b: RulePlace) -> Bool { a.file == b.file && a.bytes == b.bytes }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(file)
        hasher.combine(bytes)
    }
}
