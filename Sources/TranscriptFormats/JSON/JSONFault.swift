/// The first mistake in a JSON text, with its place: simdjson says that there is one, this says where.
struct JSONFault: Error, Equatable {
    enum Kind: String {
        case truncated
        case tooDeep = "too-deep"
        case invalidUTF8 = "invalid-utf8"
        case badJSON = "bad-json"
    }

    var kind: Kind
    /// What is wrong, in a sentence without a full stop.
    var message: String
    /// Byte offsets in the text.
    var bytes: Range<Int>
    var help: String

    /// The first mistake; nil where the text is one sound JSON value.
    static func first(in bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int) -> JSONFault? {
        var finder = JSONFaultFinder(bytes: bytes, depthLimit: depthLimit)
        var syntax: JSONFault?
        do throws(JSONFault) { try finder.run() } catch { syntax = error }
        guard let encoding = invalidUTF8(in: bytes) else { return syntax }
        if let syntax, syntax.kind != .truncated, syntax.bytes.lowerBound < encoding.bytes.lowerBound { return syntax }
        return encoding
    }

    private static func invalidUTF8(in bytes: UnsafeBufferPointer<UInt8>) -> JSONFault? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            // A character that the end cuts in two is a cut-off file, not a wrong encoding.
            guard error.byteOffsets.upperBound < bytes.count || error.kind != .truncatedScalar else { return nil }
            return JSONFault(
                kind: .invalidUTF8, message: "bytes that are no UTF-8", bytes: error.byteOffsets,
                help: "export the file as UTF-8; JSON knows no other encoding")
        }
    }
}
