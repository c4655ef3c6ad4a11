import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct DelimitedTableTests {
    /// Bytes that can be read again from the start, of which one reading fails half way.
    private struct FailingOnce: ByteSource {
        struct Failure: Error {}

        var inner: MemorySource
        let failure: Int
        private var reads = 0

        init(_ text: String, failingAt failure: Int) {
            inner = MemorySource(Array(text.utf8))
            self.failure = failure
        }

        var size: Int64? { inner.size }

        mutating func seek(to offset: Int64) {
            inner.seek(to: offset)
            reads = 1000
        }

        mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            reads += 1
            if reads == failure { throw Failure() }
            return inner.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(1000)))
        }
    }

    /// What the source throws while the table is read for the first time is no end of the table: conversations behind it would be lost.
    @Test func whatTheSourceThrowsIsHandedOnFromEitherReading() throws {
        let rows = (0..<10_000).map { "c\($0),agent,Hello\n" }.joined()
        for failure in [80, 1050] {
            var reader = ExportReader(FailingOnce("conversation_id,role,text\n" + rows, failingAt: failure), name: "t.csv")
            #expect(throws: FailingOnce.Failure.self) { while try reader.next() != nil {} }
        }
    }
}
