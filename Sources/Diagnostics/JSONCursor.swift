/// Collects what is wrong with one file.
public final class DiagnosticCollector {
    public let source: SourceText
    public private(set) var diagnostics: [Diagnostic] = []

    public init(_ source: SourceText) { self.source = source }

    public func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// A JSON value under its path, that reports to a collector where it is not what is asked of it.
///
/// Readers ask for a type and get nil where the value has another one; the mistake is reported then, so the caller only goes on. This way all
/// mistakes of a file come out at once.
public struct JSONCursor {
    public let node: JSONNode
    /// Where the value stands in its document.
    public let path: JSONPath
    public let collector: DiagnosticCollector

    /// The JSON pointer (RFC 6901); the empty string is the whole document.
    public var pointer: String { path.pointer }

    /// The document of a file.
    public init(_ node: JSONNode, collector: DiagnosticCollector) {
        self.init(node, path: JSONPath(""), collector: collector)
    }

    /// - Parameters:
    ///   - path: The path of the value where it stands now; one that was written elsewhere keeps the path that it had there.
    init(_ node: JSONNode, path: JSONPath, collector: DiagnosticCollector) {
        self.node = node
        self.path = node.origin.map { JSONPath($0.pointer) } ?? path
        self.collector = node.origin?.collector ?? collector
    }

    // MARK: Values made of others

    /// The value, to be put into another one: what is wrong with it is still reported where it was written.
    public var movable: JSONNode {
        JSONNode(content: node.content, bytes: node.bytes, origin: JSONOrigin(collector: collector, pointer: pointer))
    }

    /// A value with other content that stands where this one does.
    public func with(_ content: JSONNode.Content) -> JSONCursor {
        JSONCursor(JSONNode(content: content, bytes: node.bytes), path: path, collector: collector)
    }

    // MARK: Types

    public var string: String? {
        if case .string(let text) = node.content { return text }
        return wrongType("a string")
    }

    public var bool: Bool? {
        if case .bool(let flag) = node.content { return flag }
        return wrongType("true or false")
    }

    public var number: Double? {
        if case .number(let number) = node.content { return number }
        return wrongType("a number")
    }

    /// A number within a range.
    public func number(in range: ClosedRange<Double>) -> Double? {
        guard let number else { return nil }
        if range.contains(number) { return number }
        report(
            "out-of-range", "\(number.shortText) is not from \(range.lowerBound.shortText) to \(range.upperBound.shortText)",
            help: "write a number within these limits")
        return nil
    }

    /// A whole number within a range.
    public func integer(in range: ClosedRange<Int>) -> Int? {
        guard case .number(let number) = node.content else { return wrongType("a whole number") }
        guard let whole = Int(exactly: number), range.contains(whole) else {
            report(
                "out-of-range", "\(number.shortText) is not a whole number from \(range.lowerBound) to \(range.upperBound)",
                help: "write a whole number within these limits")
            return nil
        }
        return whole
    }

    /// The elements of an array.
    public var elements: [JSONCursor]? {
        guard case .array(let nodes) = node.content else { return wrongType("an array") }
        let pointer = pointer
        return nodes.enumerated().map { JSONCursor($1, path: JSONPath(pointer, element: $0), collector: collector) }
    }

    /// The strings of an array of strings, or a single string as an array of one.
    public var strings: [String]? {
        if case .string(let text) = node.content { return [text] }
        guard case .array = node.content, let elements else { return wrongType("a string or an array of strings") }
        let texts = elements.compactMap(\.string)
        return texts.count == elements.count ? texts : nil
    }

    /// The members of an object.
    public var object: ObjectReader? {
        guard case .object(let members) = node.content else { return wrongType("an object") }
        return ObjectReader(members, of: self)
    }

    /// One of some words.
    public func word<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) -> Word? {
        guard let text = string else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        report(
            "unknown-word", "“\(text)” is not one of \(words.joined(separator: ", "))",
            help: Suggestion.question(for: text, in: words) ?? "write one of these words")
        return nil
    }

    // MARK: Reports

    /// Reports a mistake of this value.
    ///
    /// - Parameter part: For a string, the UTF-8 offsets in its decoded text that the mistake is about; nil, all of it.
    public func report(
        _ code: String, _ message: String, severity: Diagnostic.Severity = .error, part: Range<Int>? = nil, help: String? = nil
    ) {
        let bytes = part.map { sourceRange(ofDecoded: $0) } ?? node.bytes
        collector.add(Diagnostic(severity, code: code, message, at: place(of: bytes), help: help))
    }

    /// The place of some bytes of the file, under this value's path.
    public func place(of bytes: Range<Int>) -> Place { collector.source.place(of: bytes, pointer: pointer) }

    private func wrongType<Value>(_ wanted: String) -> Value? {
        report("wrong-type", "this must be \(wanted), not \(node.typeName)", help: "write \(wanted)")
        return nil
    }

    /// Where some bytes of a string's decoded text stand in the file.
    private func sourceRange(ofDecoded part: Range<Int>) -> Range<Int> {
        let source = collector.source.bytes
        let end = node.bytes.upperBound - 1
        var at = node.bytes.lowerBound + 1
        var decoded = 0
        var from: Int?
        while at < end, decoded < part.upperBound {
            if from == nil, decoded >= part.lowerBound { from = at }
            let (width, length) = Self.unit(in: source, at: at)
            at += width
            decoded += length
        }
        return (from ?? at)..<max(at, (from ?? at) + 1)
    }

    /// How many bytes of the file the next character of a string literal takes, and how many bytes of text it is.
    private static func unit(in source: [UInt8], at: Int) -> (width: Int, length: Int) {
        guard source[at] == UInt8(ascii: "\\") else { return (1, 1) }
        guard at + 5 < source.count, source[at + 1] == UInt8(ascii: "u") else { return (2, 1) }
        let value = UInt32(String(decoding: source[at + 2...at + 5], as: UTF8.self), radix: 16) ?? 0
        return switch value {
        case 0xD800...0xDBFF: (12, 4)
        case 0..<0x80: (6, 1)
        case 0x80..<0x800: (6, 2)
        default: (6, 3)
        }
    }
}

extension Double {
    /// As it would be written in JSON.
    fileprivate var shortText: String { Int64(exactly: self).map { String($0) } ?? "\(self)" }
}
