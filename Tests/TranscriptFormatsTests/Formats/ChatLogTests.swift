import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct ChatLogTests {
    private func log(_ lines: String..., settings: FormatSettings = FormatSettings()) throws -> Outcome {
        try read(lines.joined(separator: "\n"), name: "log.txt", settings: settings)
    }

    @Test func datesInTheStampsAreInstants() throws {
        let outcome = try log("[2026-01-05 10:00] Customer: Hi", "[2026-01-05T10:00:07Z] Agent: Hello: how are you?", "", "Tell me.")
        #expect(outcome.format == "text-log")
        let messages = try #require(outcome.transcripts.first?.messages)
        #expect(messages.map { $0.time?.description } == ["2026-01-05T10:00:00Z", "2026-01-05T10:00:07Z"])
        #expect(messages.map(\.text) == ["Hi", "Hello: how are you?\n\nTell me."])
    }

    @Test func aLogWithoutTimesNeedsBothSides() throws {
        let outcome = try log("Customer: Hi", "Agent Mia: Hello", "Note: this is part of it", "Customer: Bye")
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent, .customer])
        #expect(outcome.transcripts.first?.messages[1].text == "Hello\nNote: this is part of it")
        #expect(try log("Dear all: hello", "Regards: me").codes == ["unknown-format"])
    }

    @Test func theOtherSpeakerIsTheOtherSide() throws {
        #expect(try log("[10:00] Customer: Hi", "[10:01] Mia: Hello").transcripts.first?.messages.map(\.role) == [.customer, .agent])
        #expect(try log("[10:00] Kim: Hi", "[10:01] Support: Hello").transcripts.first?.messages.map(\.role) == [.customer, .agent])
    }

    @Test func whereNothingTellsTheAgentItSaysSo() throws {
        let outcome = try log("[10:00] Kim: Hi", "[10:01] Mia: Hello")
        #expect(outcome.thrown.map(\.code) == ["unknown-speakers"])
        #expect(outcome.thrown.first?.message.contains("“Kim”, “Mia”") == true)
        let told = try log("[10:00] Kim: Hi", "[10:01] Mia: Hello", settings: FormatSettings(agents: ["mia"]))
        #expect(told.transcripts.first?.messages.map(\.role) == [.customer, .agent])
        #expect(told.transcripts.first?.agent == "Mia")
    }

    @Test func aDayPassesWhereTheClockGoesBackFar() throws {
        let outcome = try log("[23:59] Customer: Hi", "[00:01] Agent: Hello", "[00:00] Agent: sent late")
        #expect(outcome.transcripts.first?.messages.map { $0.time?.description } == ["+23:59:00.000", "+24:00:00.000", "+24:01:00.000"])
    }

    @Test func bracketsAreNotAlwaysTimesOrJSON() throws {
        #expect(try read("[12]").codes == ["unknown-format"])
        #expect(try log("[ 9:05 AM ] Agent: Hi", "[9:06 AM] Guest: Hello").transcripts.first?.messages.count == 2)
        #expect(try read("(hello) there").codes == ["unknown-format"])
    }
}
