import TestSupport
import Testing

@testable import TranscriptFormats

/// The exports that `make run` drops into the spool.
@Suite struct SampleTests {
    @Test(arguments: [
        ("bikes.jsonl", "tact", ["bike-101", "bike-102", "bike-103"]), ("zendesk-tickets.ndjson", "zendesk", ["5001", "5002", "5003"]),
        ("intercom-conversations.json", "intercom", ["31001", "31002"]), ("airline-chats.csv", "csv", ["AIR-7", "AIR-8", "AIR-9"]),
        ("router-chat.txt", "text-log", ["router-chat"]), ("mailbox.mbox", "email", ["m1@example.net"]), ("call.vtt", "webvtt", ["call"]),
        ("slack-export.zip", "slack", ["1769421600.000100"]),
    ])
    func samplesAreRead(_ file: String, format: String, ids: [String]) throws {
        let outcome = try read(Repository.bytes("Tests/Fixtures/samples/\(file)"), name: file)
        #expect(outcome.format == format)
        #expect(outcome.transcripts.map(\.id) == ids)
        #expect(outcome.codes == [])
        #expect(outcome.transcripts.allSatisfy { $0.messages.contains { $0.role == .customer } })
    }

    @Test func theOneThatIsCutOffIsReadUpToThere() throws {
        let outcome = try read(Repository.bytes("Tests/Fixtures/samples/cut-off.ndjson"), name: "cut-off.ndjson")
        #expect(outcome.transcripts.map(\.id) == ["5102"])
        #expect(outcome.rejected.map(\.code) == ["truncated"])
    }
}
