/// The first mistake in a JSON text, with its place: simdjson says that there is one, this says where.
struct JSONFault: Error, Equatable {
    enum Kind: String {
        case truncated
        case tooDeep = "too-deep"
        case badJSON = "bad-json"
    }

    var kind: Kind
    /// What is wrong, in a sentence without a full stop.
    var message: String
    /// Byte offsets in the text.
    var bytes: Range<Int>
    var help: String

    /// The first mistake; nil where the text is one sound JSON value, in whatever encoding.
    static func first(in bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int) -> JSONFault? {
        var finder = JSONFaultFinder(bytes: bytes, depthLimit: depthLimit)
        do throws(JSONFault) {
            try finder.run()
            return nil
        } catch {
            return error
        }
    }
}
