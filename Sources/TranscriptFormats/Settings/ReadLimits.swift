/// What an export may ask of memory and time. Every limit is an error that names itself, never a silent cut.
public struct ReadLimits: Sendable, Hashable {
    /// Bytes of a file, after decompression; only reached by what never ends, as files stream through.
    public var fileBytes = 64 << 30
    /// Bytes of a file whose format can only be read as a whole, such as CSV, where the rows of a conversation may be anywhere. Reading
    /// takes several times as much memory.
    public var wholeFileBytes = 64 << 20
    /// Bytes of one JSON record: of one transcript, or of the transcripts that only make sense together.
    public var recordBytes = 64 << 20
    /// How deep JSON and XML may be nested.
    public var depth = 64
    /// Messages of one transcript.
    public var messages = 100_000
    /// UTF-8 bytes of one message's text.
    public var textBytes = 4 << 20

    public init() {}
}
