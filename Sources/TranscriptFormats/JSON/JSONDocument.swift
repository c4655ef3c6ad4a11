import CSimdJSON

/// One JSON value at a time, as simdjson parsed it; its memory is used again for the next one.
final class JSONDocument {
    enum Failure: Error { case invalid, badString, outOfMemory }

    private struct State {
        var content = tact_json_document()
        /// Goes up with each parse, so that a `JSONValue` of an older one finds nothing instead of something else.
        var generation = 0
    }

    private let parser: OpaquePointer
    /// Behind a pointer, as walking over a value reads it at every step, and Swift checks each access to a variable of a class.
    private let state: UnsafeMutablePointer<State>

    /// - Parameter depthLimit: How deep arrays and objects may be nested.
    init(depthLimit: Int) throws(Failure) {
        guard let parser = tact_json_parser_new(depthLimit) else { throw .outOfMemory }
        self.parser = parser
        state = .allocate(capacity: 1)
        state.initialize(to: State())
    }

    deinit {
        tact_json_parser_free(parser)
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// The value that the bytes spell. Values of earlier calls are missing from now on.
    func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) -> JSONValue {
        state.pointee.generation += 1
        state.pointee.content = tact_json_document()
        switch tact_json_parse(parser, bytes.baseAddress, bytes.count, &state.pointee.content) {
        case TACT_JSON_OK: return JSONValue(document: self, generation: state.pointee.generation, index: 1)
        case TACT_JSON_OUT_OF_MEMORY: throw .outOfMemory
        case TACT_JSON_BAD_STRING: throw .badString
        default: throw .invalid
        }
    }

    /// The words of the tape, of which the first is of no value; none where the generation is gone.
    func tape(generation: Int) -> UnsafeBufferPointer<UInt64> {
        guard generation == state.pointee.generation else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: state.pointee.content.tape, count: state.pointee.content.tape_count)
    }

    /// A word of the tape; 0, which is the start of no value, where there is none.
    func word(at index: Int, generation: Int) -> UInt64 {
        guard generation == state.pointee.generation, let tape = state.pointee.content.tape, index > 0,
            index < state.pointee.content.tape_count
        else { return 0 }
        return tape[index]
    }

    /// The UTF-8 bytes of the string that a word of the tape points to.
    func string(_ word: UInt64) -> UnsafeBufferPointer<UInt8> {
        guard let strings = state.pointee.content.strings else { return UnsafeBufferPointer(start: nil, count: 0) }
        let start = strings + Int(word & 0x00FF_FFFF_FFFF_FFFF)
        let count = Int(UInt32(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)))
        return UnsafeBufferPointer(start: start + 4, count: count)
    }
}
