import CSimdJSON

/// One JSON value at a time, as simdjson parsed it; its memory is used again for the next one.
final class JSONDocument {
    enum Failure: Error { case invalid, badString, outOfMemory }

    private let parser: OpaquePointer
    private var content = tact_json_document()
    /// Goes up with each parse, so that a `JSONValue` of an older one finds nothing instead of something else.
    private(set) var generation = 0

    /// - Parameter depthLimit: How deep arrays and objects may be nested.
    init(depthLimit: Int) throws(Failure) {
        guard let parser = tact_json_parser_new(depthLimit) else { throw .outOfMemory }
        self.parser = parser
    }

    deinit { tact_json_parser_free(parser) }

    /// The value that the bytes spell. Values of earlier calls are missing from now on.
    func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) -> JSONValue {
        generation += 1
        content = tact_json_document()
        switch tact_json_parse(parser, bytes.baseAddress, bytes.count, &content) {
        case TACT_JSON_OK: return JSONValue(document: self, generation: generation, index: 1)
        case TACT_JSON_OUT_OF_MEMORY: throw .outOfMemory
        case TACT_JSON_BAD_STRING: throw .badString
        default: throw .invalid
        }
    }

    /// A word of the tape; 0, which is the start of no value, where there is none.
    func word(at index: Int, generation: Int) -> UInt64 {
        guard generation == self.generation, let tape = content.tape, index > 0, index < content.tape_count else { return 0 }
        return tape[index]
    }

    /// The UTF-8 bytes of the string that a word of the tape points to.
    func withString<Result>(_ word: UInt64, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        guard let strings = content.strings else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        let start = UnsafeRawPointer(strings) + Int(word & 0x00FF_FFFF_FFFF_FFFF)
        let count = Int(UInt32(littleEndian: start.loadUnaligned(as: UInt32.self)))
        return body(UnsafeRawBufferPointer(start: start + 4, count: count))
    }
}
