import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct HubSpotTests {
    private static func message(_ thread: String, _ keys: String) -> String {
        #"{"id":"m","conversationsThreadId":"\#(thread)","createdAt":"2026-01-18T08:10:00.250Z","text":"x",\#(keys)}"#
    }

    @Test(arguments: [
        (#""type":"MESSAGE","direction":"INCOMING","createdBy":"A-1""#, Role.customer),
        (#""type":"MESSAGE","direction":"OUTGOING","createdBy":"A-1""#, .agent),
        (#""type":"MESSAGE","direction":"OUTGOING","createdBy":"V-1""#, .agent),
        (#""type":"MESSAGE","direction":"OUTGOING","createdBy":"B-1""#, .bot),
        (#""type":"MESSAGE","direction":"OUTGOING","senders":[{"actorId":"S-hubspot"}]"#, .bot),
        (#""type":"MESSAGE","createdBy":"V-1""#, .customer), (#""type":"MESSAGE""#, .agent),
        (#""type":"COMMENT","createdBy":"B-1""#, .note),
        (#""type":"WELCOME_MESSAGE""#, .bot),
    ])
    func everyRole(_ keys: String, role: Role) throws {
        #expect(try read(Self.message("1", keys)).transcripts.first?.messages.map(\.role) == [role])
    }

    @Test func whatIsNoMessageIsNoted() throws {
        let kinds = ["ASSIGNMENT", "THREAD_STATUS_CHANGE", "THREAD_INBOX_CHANGE", "NEW_KIND"]
            .map { Self.message("1", "\"type\":\"\($0)\"") }
        let archived = Self.message("1", #""type":"MESSAGE","archived":true"#)
        #expect(
            try drops(HubSpot(), "{\"results\":[\((kinds + [archived]).joined(separator: ","))]}") == [
                Drop(.stateChange, transcript: "1", place: "/results/0", detail: "ASSIGNMENT"),
                Drop(.stateChange, transcript: "1", place: "/results/1", detail: "THREAD_STATUS_CHANGE"),
                Drop(.stateChange, transcript: "1", place: "/results/2", detail: "THREAD_INBOX_CHANGE"),
                Drop(.unknownKind, transcript: "1", place: "/results/3", detail: "NEW_KIND"),
                Drop(.hidden, transcript: "1", place: "/results/4", detail: "archived"),
            ])
    }

    /// The last change counts, whichever way round the messages come.
    @Test(arguments: [false, true]) func theLastChangeCounts(_ isReversed: Bool) throws {
        let change = { (minute: Int, keys: String) in
            #"{"conversationsThreadId":1,"createdAt":"2026-01-18T08:0\#(minute):00Z","createdBy":"A-1",\#(keys)}"#
        }
        let messages = [
            change(1, #""type":"THREAD_STATUS_CHANGE","newStatus":"CLOSED""#), change(2, #""type":"ASSIGNMENT","assignedTo":"A-1""#),
            change(3, #""type":"THREAD_STATUS_CHANGE","newStatus":"OPEN""#), change(4, #""type":"ASSIGNMENT","assignedTo":"A-2""#),
            change(5, #""type":"COMMENT","text":"x","senders":[{"actorId":"A-2","name":"Val"}]"#),
        ]
        let transcript = try read((isReversed ? messages.reversed() : messages).joined(separator: "\n")).transcripts.first
        #expect(transcript?.state == .open && transcript?.agent == "Val" && transcript?.id == "1")
    }

    @Test(arguments: [(#""1000""#, Channel.chat), ("1002", .email), ("1001", .social), (#""9""#, .unknown), ("{}", .unknown)])
    func theChannelIsANumber(_ number: String, channel: Channel) throws {
        #expect(try read(Self.message("1", "\"type\":\"MESSAGE\",\"channelId\":\(number)")).transcripts.map(\.channel) == [channel])
    }

    @Test func everyLayoutIsRead() throws {
        let messages = ["7", "8", "7"].map { Self.message($0, #""type":"MESSAGE","direction":"INCOMING""#) }
        let pages = messages.map { "{\"results\":[\($0)],\"paging\":{}}" }
        for text in [
            "{\"results\":[\(messages.joined(separator: ","))]}", "[\(messages.joined(separator: ","))]", messages.joined(separator: "\n"),
            pages.joined(separator: "\n"),
        ] {
            let outcome = try read(text)
            #expect(outcome.format == "hubspot" && outcome.codes == [], "\(text)")
            #expect(outcome.transcripts.map(\.id) == ["7", "8"])
            #expect(outcome.transcripts.map(\.messages.count) == [2, 1])
        }
    }

    @Test func threadsAloneHaveNoBodies() throws {
        let thread = #"{"id":"1","status":"OPEN","associatedContactId":"2","latestMessageTimestamp":"2026-01-18T08:00:00Z"}"#
        for text in [thread, "{\"results\":[\(thread)]}"] { #expect(try read(text).thrown.map(\.code) == ["no-message-bodies"]) }
    }

    @Test func whatIsWrongHasItsPlace() throws {
        let outcome = try read("{\"results\":[\(Self.message("1", #""type":"COMMENT""#)),[]]}")
        #expect(outcome.rejected.map(\.code) == ["wrong-type"])
        #expect(outcome.rejected.map { $0.place?.pointer } == ["/results/1"])
    }

    @Test func wrongTypesCountAsAbsent() throws {
        let text =
            #"{"conversationsThreadId":{},"type":"MESSAGE","direction":7,"senders":{},"createdAt":[],"createdBy":{},"text":"Hi","#
            + #""richText":7,"attachments":7,"archived":"no"}"#
        let outcome = try read(text, name: "odd.json")
        #expect(outcome.transcripts == [Transcript(id: "odd", messages: [Message(index: 0, role: .agent, text: "Hi")])])
    }
}
