import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct TeamsChatTests {
    private func message(_ from: String, _ more: String = #""chatId":"c""#, time: String = "2026-03-04T09:00:00Z") -> String {
        #"{"id":"1","messageType":"message","createdDateTime":"\#(time)","body":{"contentType":"html","content":"<p>Hi</p>"},"#
            + #""from":\#(from),\#(more)}"#
    }

    private func user(_ name: String, _ kind: String = "aadUser") -> String {
        #"{"application":null,"user":{"id":"\#(name)-id","displayName":"\#(name)","userIdentityType":"\#(kind)"}}"#
    }

    @Test(arguments: [
        (["Ana", "Ben", "Ana"], [Role.customer, .agent, .customer]), (["Mia", "Ana"], [.agent, .customer]), (["Ana"], [.customer]),
        (["Support Desk", "Ana"], [.agent, .customer]),
    ])
    func whoOpensAsksUnlessTheAgentsAreKnown(_ names: [String], _ roles: [Role]) throws {
        let json = "[\(names.map { message(user($0)) }.joined(separator: ","))]"
        let outcome = try read(json, settings: FormatSettings(agents: ["mia-id"]))
        #expect(outcome.transcripts.first?.messages.map(\.role) == roles)
    }

    @Test func guestsAreCustomersAndApplicationsBots() throws {
        let bot = #"{"application":{"id":"b","displayName":"Desk"},"user":null}"#
        let outcome = try read("[\(message(bot)),\(message(user("Ben"))),\(message(user("Eve", "anonymousGuest"))),\(message("null"))]")
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.bot, .agent, .customer, .system])
        #expect(outcome.transcripts.first?.messages.map(\.author) == ["Desk", "Ben", "Eve", nil])
    }

    @Test func newestFirstIsTurnedRoundBeforeTheOpenerIsLookedFor() throws {
        let (new, old) = (message(user("Ben"), time: "2026-03-04T09:01:00Z"), message(user("Ana"), time: "2026-03-04T09:00:00Z"))
        let outcome = try read("{\"value\":[\(new),\(old)]}")
        #expect(outcome.transcripts.first?.messages.map(\.author) == ["Ana", "Ben"])
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
    }

    @Test func eventsAndDeletedMessagesAreDropped() throws {
        let list = [
            message("null", #""chatId":"c","deletedDateTime":"2026-03-04T09:00:00Z""#),
            #"{"chatId":"c","messageType":"systemEventMessage","eventDetail":{"@odata.type":"x"},"body":{},"createdDateTime":"x"}"#,
            #"{"chatId":"c"}"#,
        ]
        #expect(
            try drops(TeamsChat(), "[\(list.joined(separator: ","))]") == [
                Drop(.hidden, transcript: "c", place: "/0"), Drop(.stateChange, transcript: "c", place: "/1", detail: "x"),
                Drop(.unknownKind, transcript: "c", place: "/2"),
            ])
    }
}
