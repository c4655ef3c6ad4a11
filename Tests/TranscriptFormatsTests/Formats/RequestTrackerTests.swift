import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct RequestTrackerTests {
    private func transactions(_ blocks: String..., settings: FormatSettings = FormatSettings()) throws -> Outcome {
        try read("RT/5.0.0 200 Ok\n\n" + blocks.joined(separator: "\n--\n\n"), name: "rt.txt", settings: settings)
    }

    private static let question = "id: 1\nTicket: 7\nType: Create\nContent: Hi\n         there\nCreator: kim\nCreated: 2026-01-05 10:00:00"
    private static let answer = "id: 2\nTicket: 7\nType: Correspond\nContent: Hello\nCreator: mia\nCreated: 2026-01-05 10:05:00"

    @Test func whoMadeTheTicketIsTheCustomer() throws {
        let outcome = try transactions(Self.question, Self.answer)
        #expect(outcome.format == "request-tracker")
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
        #expect(outcome.transcripts.first?.messages.map(\.text) == ["Hi\nthere", "Hello"])
    }

    @Test func theSettingsKnowBetter() throws {
        let outcome = try transactions(
            Self.question, Self.answer, "id: 3\nTicket: 7\nType: Correspond\nContent: Me too\nCreator: tom",
            settings: FormatSettings(agents: ["kim"]))
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.agent, .customer, .customer])
    }

    @Test func ticketsAreToldApartAndTheirStatesTaken() throws {
        let outcome = try transactions(
            Self.question, "id: 4\nTicket: 8\nType: Create\nContent: Other\nCreator: tom",
            "id: 5\nTicket: 7\nType: Status\nNewValue: resolved\nCreator: mia",
            "id: 6\nTicket: 9\nType: Status\nNewValue: open\nCreator: mia")
        #expect(outcome.transcripts.map(\.id) == ["7", "8"])
        #expect(outcome.transcripts.map(\.state) == [.closed, nil])
    }

    @Test func changesAreTakenDown() throws {
        let log = DropLog()
        let context = RecordContext(fallbackID: "x", settings: FormatSettings(), limits: ReadLimits(), drops: log)
        let text =
            Self.question + "\n--\nid: 5\nTicket: 7\nType: SetWatcher\nCreator: RT_System\nContent: \n"
            + "--\nid: 6\nTicket: 7\nType: CommentEmailRecord\nCreator: RT_System\n"
        _ = try items(of: RequestTracker(), text, name: "x.txt", in: context)
        #expect(
            log.take() == [
                Drop(.stateChange, transcript: "7", place: "transaction 5", detail: "SetWatcher"),
                Drop(.notification, transcript: "7", place: "transaction 6", detail: "CommentEmailRecord"),
            ])
    }

    @Test func ticketsWithoutTransactionsSaySo() throws {
        #expect(try transactions("id: ticket/7\nQueue: General\nRequestors: kim@example.net").codes == ["no-message-bodies"])
        #expect(try transactions("id: 1\nTicket: 7\nType: Create\nContent: \nCreator: kim").codes == ["no-message-bodies"])
    }
}
