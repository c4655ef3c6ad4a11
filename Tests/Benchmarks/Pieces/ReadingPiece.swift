import TranscriptFormats

/// Reading alone: the transcripts of an export that is in memory, on one thread.
struct ReadingPiece {
    private let name: String
    private let bytes: [UInt8]

    init(_ bytes: [UInt8], name: String) {
        self.bytes = bytes
        self.name = name
    }

    /// Prints for each round the bytes of the export, the transcripts, the messages, what was rejected, and nanoseconds of processor time.
    func run(rounds: Int) throws {
        for _ in 0..<rounds {
            let start = ProcessorTime.nanoseconds
            var transcripts = 0
            var messages = 0
            var rejected = 0
            var reader = ExportReader(MemorySource(bytes), name: name)
            while let item = try reader.next() {
                switch item {
                case .transcript(let transcript):
                    transcripts += 1
                    messages += transcript.messages.count
                case .rejected: rejected += 1
                }
            }
            print(bytes.count, transcripts, messages, rejected, ProcessorTime.nanoseconds - start)
        }
    }
}
