import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct DelimitedMessagesTests {
    private func csv(_ rows: String..., settings: FormatSettings = FormatSettings()) throws -> Outcome {
        try read(rows.joined(separator: "\n") + "\n", name: "t.csv", settings: settings)
    }

    @Test(arguments: [",", ";", "\t", "|"]) func everyDelimiterIsFound(_ delimiter: String) throws {
        let outcome = try csv(
            ["Conversation ID", "Role", "Text"].joined(separator: delimiter), ["1", "customer", "Hello"].joined(separator: delimiter))
        #expect(outcome.format == "csv")
        #expect(outcome.transcripts == [Transcript(id: "1", messages: [Message(index: 0, role: .customer, text: "Hello")])])
    }

    @Test func everythingElseOfAConversationIsTaken() throws {
        let outcome = try csv(
            "ticket_id,sender,direction,body,time,channel,rating,status,team,tags,lang,assignee",
            "7,Kim,inbound,Hi,2026-01-05 10:00,WhatsApp,,open,,,,",
            "7,Mia,outbound,Hello,2026-01-05 10:01,,4,solved,Billing,\"a, b\",en,Mia Moe")
        let transcript = try #require(outcome.transcripts.first)
        #expect(transcript.channel == .social && transcript.csat == 4 && transcript.state == .closed && transcript.queue == "Billing")
        #expect(transcript.tags == ["a", "b"] && transcript.language == "en" && transcript.agent == "Mia Moe")
        #expect(transcript.messages.map(\.role) == [.customer, .agent])
    }

    @Test func withoutAnIDColumnTheFileIsOneConversation() throws {
        let outcome = try csv("author,text", "Kim,Hi", "Agent Mia,Hello", "Kim,Thanks")
        #expect(outcome.transcripts.map(\.id) == ["t"])
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent, .customer])
    }

    @Test func theSettingsNameAgents() throws {
        let outcome = try csv("author,text", "Kim,Hi", "mia@example.com,Hello", settings: FormatSettings(agents: ["Mia@example.com"]))
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
    }

    @Test func windows1252AndUTF8MayMix() throws {
        let bytes = Array("author,text\nKim,caf".utf8) + [0xE9, 0x0A] + Array("Mia,naïve\n".utf8)
        #expect(try read(bytes, name: "t.csv").transcripts.first?.messages.map(\.text) == ["café", "naïve"])
    }

    /// What is wrong with a row takes its conversation out, and no other.
    @Test func mistakesSayWhatWhereAndWhatToDo() throws {
        let outcome = try csv(
            "chat_id,role,text,time", "1,customer,Hello?,2026-01-05 10:00", "2,customer,Hi, there,2026-01-05", "3,customer,Hi,yesterday",
            ",customer,Hi,2026-01-05", "2,agent,Hi,2026-01-05", "1,agent,Hi,2026-01-05 10:01", "4,agent,\"cut")
        #expect(outcome.transcripts.map(\.id) == ["1"])
        #expect(outcome.transcripts.first?.messages.count == 2)
        try expectGolden("formats/csv-mistakes.txt", outcome.rejected.map(describe).joined(separator: "\n"))
    }

    @Test func aRowCutOffWithoutALineEndIsACut() throws {
        let outcome = try read("chat_id,role,text,time\n1,customer,Hi,2026-01-05\n2,custo", name: "t.csv")
        #expect(outcome.transcripts.map(\.id) == ["1"])
        #expect(outcome.codes == ["truncated"])
        #expect(outcome.rejected.first?.place?.line == 3)
    }

    @Test(arguments: [
        ("chat_id,role,text,time\n1,customer,Hi,03/04/2026 10:00\n", "ambiguous-time"),
        ("chat_id,role,text\n1.77E+15,customer,Hi\n", "rounded-ids"),
        ("chat_id,role,text\n1,customer,\n", "no-message-bodies"), ("text,more\nHi,x\n", "unknown-format"),
        ("just some words\n", "unknown-format"),
        ("\u{1F}\u{0}binary", "unknown-format"), ("%PDF-1.7", "unknown-format"),
    ])
    func whatSpoilsTheWholeFileIsThrown(_ text: String, _ code: String) throws {
        let outcome = try read(text, name: "t.csv")
        #expect(outcome.thrown.map(\.code) == [code])
        #expect(outcome.transcripts.isEmpty)
    }
}
