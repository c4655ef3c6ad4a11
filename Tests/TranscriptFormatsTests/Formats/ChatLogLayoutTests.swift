import Testing
import Transcripts

@testable import TranscriptFormats

/// Chat logs as people copy them from widgets, phones and tools.
@Suite struct ChatLogLayoutTests {
    private func log(_ text: String, agents: [String] = []) throws -> Outcome {
        try read(text, name: "log.txt", settings: FormatSettings(agents: agents))
    }

    /// Each is a customer's “Hi” and an agent's “Hello: you” with “more” below.
    @Test(arguments: [
        ("Customer (10:05): Hi\nAgent Mia (10:06): Hello: you\nmore", "+10:05:00.000"),
        ("Customer (10:05):\nHi\nAgent Mia (10:06): Hello: you\nmore", "+10:05:00.000"),
        ("Customer [10:05]: Hi\nAgent Mia [10:06]: Hello: you\nmore", "+10:05:00.000"),
        ("Customer 10:05: Hi\nAgent Mia 10:06: Hello: you\nmore", "+10:05:00.000"),
        ("Customer (05.01.2026 10:05): Hi\nAgent Mia (05.01.2026 10:06): Hello: you\nmore", "2026-01-05T10:05:00Z"),
        ("10:05 Customer: Hi\n10:06 Agent Mia: Hello: you\nmore", "+10:05:00.000"),
        ("10:05:01 PM - Customer: Hi\n10:06:01 PM - Agent Mia: Hello: you\nmore", "+22:05:01.000"),
        ("[2026-01-05 10:05:12] Customer: Hi\n[2026-01-05 10:06:12] Agent Mia: Hello: you\nmore", "2026-01-05T10:05:12Z"),
        ("2026-01-05 10:05:12 - Customer: Hi\n2026-01-05 10:06:12 - Agent Mia: Hello: you\nmore", "2026-01-05T10:05:12Z"),
        ("2026-01-05T10:05:12+01:00 Customer: Hi\n2026-01-05T10:06:12+01:00 Agent Mia: Hello: you\nmore", "2026-01-05T09:05:12Z"),
        ("Jan 5, 2026, 10:05 AM - Customer: Hi\nJan 5, 2026, 10:06 AM - Agent Mia: Hello: you\nmore", "2026-01-05T10:05:00Z"),
        (
            "\u{200E}[25/01/26, 10:05:11\u{202F}PM] Customer: Hi\n[25/01/26, 10:06:11 PM] Agent Mia: Hello: you\nmore",
            "2026-01-25T22:05:11Z"
        ),
        ("[Mon Jan 5 2026 10:05:12] Customer: Hi\n[Mon Jan 5 2026 10:06:12] Agent Mia: Hello: you\nmore", "2026-01-05T10:05:12Z"),
        ("Customer, 10:05\nHi\n\nAgent Mia, 10:06\nHello: you\nmore", "+10:05:00.000"),
        ("Customer  10:05 AM\nHi\nAgent Mia  10:06 AM\nHello: you\nmore", "+10:05:00.000"),
        ("Customer (10:05)\nHi\nAgent Mia (10:06)\nHello: you\nmore", "+10:05:00.000"),
        ("10:05 From Customer to Everyone: Hi\n10:06 From Agent Mia to Everyone: Hello: you\nmore", "+10:05:00.000"),
        ("**Customer:** Hi\n**Agent Mia**: Hello: you\nmore", nil),
        ("Chat 17\nDate: 2026-01-05\n\n10:05 Customer: Hi\n10:06 Agent Mia: Hello: you\nmore", "2026-01-05T10:05:00Z"),
        ("Monday, 5 January 2026\n\n10:05 Customer: Hi\n10:06 Agent Mia: Hello: you\nmore", "2026-01-05T10:05:00Z"),
    ])
    func timesStandInManyPlaces(_ text: String, _ time: String?) throws {
        let outcome = try log(text)
        #expect(outcome.format == "text-log" && outcome.codes == [])
        let messages = try #require(outcome.transcripts.first?.messages)
        #expect(messages.map(\.role) == [.customer, .agent] && messages.map(\.author) == ["Customer", "Agent Mia"])
        #expect(messages.map { $0.text.trimmingPrefix("\n") } == ["Hi", "Hello: you\nmore"])
        #expect(messages.first?.time?.description == time)
    }

    @Test func aTimeInWhatIsSaidIsNone() throws {
        #expect(try log("Agent: When?\nCustomer: I think\n10:05 note: or later\nAgent: ok").transcripts.first?.messages.count == 3)
        #expect(try log("[10:01] Agent: When?\n[10:02] Customer: at\n10:05 or so: ok").transcripts.first?.messages.count == 2)
        let outcome = try log("10:01 Agent: When?\n10:02 Customer: at\n10:05 would suit me")
        #expect(outcome.transcripts.first?.messages.last?.text == "at\n10:05 would suit me")
        let heading = try log("Kim, 10:05\nHi\nsee you at 10:07\n\nAgent Mia, 10:06\nHello")
        #expect(heading.transcripts.first?.messages.map(\.text) == ["Hi\nsee you at 10:07", "Hello"])
    }

    @Test(arguments: [
        "[10:05] Customer: Hi\n*** Mia joined the chat ***\n[10:06] Agent: Hello\n---",
        "Customer: Hi\n--- Mia joined the chat ---\nAgent: Hello\n---",
        "10:05 Customer: Hi\n10:05 Mia joined the chat\n10:06 Agent: Hello\n---",
        "Customer (10:05): Hi\n=== Mia joined the chat ===\nAgent (10:06): Hello\n---",
    ])
    func noticesAreNobodys(_ text: String) throws {
        let messages = try #require(try log(text).transcripts.first?.messages)
        #expect(messages.map(\.text) == ["Hi", "Mia joined the chat", "Hello\n---"])
        #expect(messages.map(\.role) == [.customer, .system, .agent])
    }

    @Test func namesMayHaveCommasAndFullStops() throws {
        let outcome = try log(
            "[10:05] Kay, Kim: Hi\n[10:06] kim.k@example.com: Hi\n[10:07] Dr. M. Moe: Hi\n[10:08] Support: Hello\n"
                + "[10:09] Moved. Reason: busy")
        #expect(
            outcome.transcripts.first?.messages.map(\.author) == ["Kay, Kim", "kim.k@example.com", "Dr. M. Moe", "Support", nil])
    }

    @Test(arguments: ["internal", "note", "Internal Note", "private", "whisper"]) func notesAreMarked(_ word: String) throws {
        let outcome = try log("[10:05] Customer: Hi\n[10:06] Agent (\(word)): hm\n[10:07] Agent [\(word)]: hm")
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .note, .note])
    }

    @Test func theSettingsNameAgentsWhereNoTimesAre() throws {
        let text = "Kim: Hi\nMia Moe: Hello\nKim: Bye"
        #expect(try log(text).codes == ["unknown-format"])
        #expect(try log(text, agents: ["Mia Moe"]).transcripts.first?.messages.map(\.role) == [.customer, .agent, .customer])
    }

    @Test func aDayThatMayBeAnotherIsNotGuessed() throws {
        #expect(try log("05/01/2026, 10:05 - Customer: Hi\n05/01/2026, 10:06 - Support: Hello").codes == ["ambiguous-time"])
    }

    @Test(arguments: [
        "time,author,text\n10:05,Kim,Hi: you\n10:06,Agent Mia,Hello: you\n", "author;time;text\nKim;10:05;Hi\n",
        "2026-01-05 10:05:12 INFO: started\n2026-01-05 10:06:12 INFO: stopped\n", "Lunch at 10:05\nDinner at 18:00\n",
        "name: x\nservice: y\nname: z\n",
    ])
    func otherTextsAreNoLogs(_ text: String) throws {
        #expect(ChatLog().recognise(Array(text.utf8), settings: FormatSettings()) == nil)
    }
}
