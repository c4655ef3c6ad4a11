import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct RocketChatTests {
    private func message(_ user: String, _ more: String = #""x":1"#) -> String {
        #"{"rid":"r","msg":"Hi","ts":"2026-03-04T07:00:00Z","u":{\#(user)},\#(more)}"#
    }

    private let visitor = #"{"rid":"r","msg":"Hello?","ts":"2026-03-04T06:00:00Z","token":"t","u":{"_id":"v","username":"pat"}}"#

    @Test(arguments: [
        (#""_id":"a","username":"mia""#, #""x":1"#, Role.agent), (#""_id":"v""#, #""x":1"#, .customer),
        (#""_id":"c","username":"guest-12""#, #""x":1"#, .customer), (#""_id":"b","username":"flow""#, #""bot":{"i":"x"}"#, .bot),
        (#""_id":"b","username":"rocket.cat""#, #""x":1"#, .bot), (#""_id":"v""#, #""t":"livechat-close""#, .system),
        (#""_id":"a""#, #""bot":false,"t":"""#, .agent),
    ])
    func roles(_ user: String, _ more: String, _ role: Role) throws {
        let outcome = try read("[\(visitor),\(message(user, more))]")
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, role])
        #expect(outcome.transcripts.first?.channel == .chat)
    }

    @Test func theListOfAgentsTellsMoreThanWhoOpens() throws {
        let json = "[\(message(#""_id":"a","username":"mia""#)),\(message(#""_id":"k","username":"kim""#))]"
        #expect(try read(json).transcripts.first?.messages.map(\.role) == [.customer, .agent])
        let told = try read(json, settings: FormatSettings(agents: ["mia"]))
        #expect(told.transcripts.first?.messages.map(\.role) == [.agent, .customer])
    }

    @Test func changesOfTheRoomAreDropped() throws {
        let kinds = ["uj", "command", "livechat_transfer_history", "rm", "e2e"]
        let list = kinds.map { message(#""_id":"v""#, #""t":"\#($0)""#) } + [message(#""_id":"v""#, #""_hidden":true"#), #"{"rid":"r"}"#]
        let found = try drops(RocketChat(), "[\(list.joined(separator: ","))]")
        #expect(found.map(\.reason) == [.stateChange, .stateChange, .stateChange, .hidden, .redacted, .hidden, .unknownKind])
        #expect(found.map(\.place) == (0..<7).map { "/\($0)" })
        #expect(found.prefix(5).map(\.detail) == kinds)
    }
}
