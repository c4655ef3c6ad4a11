import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct ZohoDeskTests {
    private static func thread(_ keys: String) -> String {
        #"{"id":"1","type":"thread","isDescriptionThread":false,"createdTime":"2026-01-21T10:00:00.000Z","content":"Hi",\#(keys)}"#
    }

    @Test(arguments: [
        (#""author":{"name":"Kim","type":"END_USER"}"#, Role.customer),
        (#""author":{"name":"Ana","type":"AGENT"},"direction":"in""#, .agent),
        (#""direction":"in""#, .customer), (#""direction":"out","author":{"type":"?"}"#, .agent), (#""author":{"name":"Listed"}"#, .agent),
        (#""author":null"#, .customer), (#""author":{"type":"AGENT"},"visibility":"private""#, .note),
        (#""author":{"type":"BOT"},"direction":"out""#, .bot),
    ])
    func rolesOfThreads(_ keys: String, _ role: Role) throws {
        let outcome = try read("{\"data\":[\(Self.thread(keys))]}", settings: FormatSettings(agents: ["listed"]))
        #expect(outcome.transcripts.first?.messages.map(\.role) == [role])
    }

    @Test(arguments: [
        (#""isPublic":true,"commenter":{"name":"Ana"}"#, Role.agent, "Ana"), (#""isPublic":false,"commenterId":"7""#, .note, "7"),
        (#""isPublic":true,"commenter":{"email":"kim@example.org","type":"END_USER"}"#, .customer, "kim@example.org"),
    ])
    func rolesOfComments(_ keys: String, _ role: Role, _ author: String) throws {
        let text = #"[{"id":"2","ticketId":5,"commentedTime":"2026-01-21T10:30:00+02:00","content":"a < b",\#(keys)}]"#
        let time = MessageTime.instant(milliseconds: 1_768_984_200_000)
        let message = Message(index: 0, role: role, author: author, time: time, text: "a < b")
        #expect(try read(text).transcripts.map { $0.id } == ["5"])
        #expect(try read(text).transcripts.first?.messages == [message])
    }

    @Test(arguments: [
        (#""contentType":"text/html","content":"<div>a &amp; b</div>""#, "a & b"),
        (#""contentType":"plainText","content":"<div>""#, "<div>"),
        (#""content":"","summary":"the beginning""#, "the beginning"), (#""content":null,"plainText":"plain""#, "plain"),
        (#""content":"","attachments":[{"name":"a.png"}]"#, "[attachment: a.png]"),
    ])
    func bodies(_ keys: String, _ text: String) throws {
        let item = #"{"isDescriptionThread":true,"createdTime":"2026-01-21T10:00:00.000Z","direction":"in",\#(keys)}"#
        #expect(try read("[\(item)]").transcripts.first?.messages.map(\.text) == [text])
    }

    @Test func theTicketAroundItIsKept() throws {
        let thread = Self.thread(#""direction":"in","channel":"PHONE""#)
        let text =
            #"{"id":"77","status":"Closed","department":{"name":"Billing"},"assigneeId":"12","language":"English","threads":[\#(thread)]}"#
        let transcript = try #require(try read(text).transcripts.first)
        #expect(transcript.id == "77" && transcript.state == .closed && transcript.queue == "Billing" && transcript.agent == "12")
        #expect(transcript.channel == .voice && transcript.language == nil)
    }

    @Test func draftsAndEmptyItemsAreDropped() throws {
        let text =
            "{\"data\":[\(Self.thread(#""status":"Draft""#)),\(Self.thread(#""isDraft":true"#)),"
            + #"{"commentedTime":"2026-01-21T10:00:00Z","isPublic":true,"content":""},"#
            + Self.thread(#""contentType":"text/html","direction":"out""#).replacing("Hi", with: "Hi<blockquote>x</blockquote>") + "]}"
        let dropped = try drops(ZohoDesk(), text)
        #expect(dropped.map(\.reason) == [.draft, .draft, .empty, .quotedMail])
        #expect(dropped.map(\.place) == (0...3).map { "/data/\($0)" })
    }

    @Test func errorsHaveTheirPlace() throws {
        let thread = Self.thread(#""direction":"in""#)
        #expect(try read("{\"data\":[\(thread),[]]}").rejected.map { $0.place?.pointer } == ["/data/1"])
        let outcome = try read("{\"data\":[\(thread)]}\n{\"data\":[]}")
        #expect(outcome.transcripts.count == 1 && outcome.rejected.map(\.code) == ["no-message-bodies"])
        let tickets = #"{"data":[{"id":"1","ticketNumber":"101","subject":"s","departmentId":"5"}]}"#
        #expect(try read(tickets).codes == ["no-message-bodies"])
    }

    @Test func linesAreOneTicket() throws {
        let lines = [Self.thread(#""direction":"in""#), Self.thread(#""direction":"out""#)]
        #expect(
            try read(lines.joined(separator: "\n"), name: "t7.json").transcripts.map { [$0.id, "\($0.messages.count)"] } == [["t7", "2"]])
    }

    @Test func theAssigneeOfWhomOnlyTheIdIsThereHasTheNameOfTheAuthor() throws {
        let text =
            #"{"ticket":{"id":"9","assigneeId":"4"},"conversations":[{"id":"1","isPublic":true,"content":"Hi","#
            + #""commentedTime":"2026-03-03T10:00:00Z","commenter":{"id":"4","name":"Ada"}}]}"#
        #expect(try read(text).transcripts.first?.agent == "Ada")
        #expect(try read(text.replacing(#""id":"4""#, with: #""id":"5""#)).transcripts.first?.agent == "4")
    }
}
