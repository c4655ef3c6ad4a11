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

    /// Each is a customer's “Hi”, an agent's “Hello” and a note.
    @Test(arguments: [
        "Ticket ID,Message Text,Sender Name,Sender Type,Sent At,Is Internal,Direction\n7,Hi,Kim,Customer,2026-01-05 10:05,No,in\n"
            + "7,Hello,Mia,Employee,2026-01-05 10:06,No,outbound\n7,hm,Mia,Agent,2026-01-05 10:07,Yes,outbound\n",
        "conversationId;senderType;messageText;senderName;sentAt;isInternal\n7;user;Hi;Kim;1767607500;0\n7;admin;Hello;Mia;1767607560;0\n"
            + "7;admin;hm;Mia;1767607620;1\n",
        "sep=;\nCase Number;Date;Time;Incoming;Created By;Comment Body;Visibility\n7;2026-01-05;10:05;true;Kim;Hi;public\n"
            + "7;2026-01-05;10:06;false;Mia;Hello;public\n7;2026-01-05;10:07;false;Mia;hm;internal\n",
        "Ticket\tFrom Name\tFrom Email\tBody HTML\tDate\tIs Public\n"
            + "7\tKim\tkim@support.example\t<p>Hi</p>\t\"Jan 5, 2026 at 10:05 AM\"\tPublic\n"
            + "7\tMia\tsupport@example.com\tHello\tMon, 5 Jan 2026 11:06:00 +0100\tPublic\n"
            + "7\tMia\tsupport@example.com\thm\t1/25/26 10:07\tPrivate\n",
        "Chat,User Name,Assignee,Msg,Created,Type\n"
            + "7,Kim,Mia,Hi,2026-01-05T10:05:00Z,message\n7,Mia,Mia,Hello,2026-01-05T10:06:00Z,message\n"
            + "7,Mia,Mia,hm,2026-01-05T10:07:00Z,note\n",
    ])
    func headersHaveManyNames(_ text: String) throws {
        let outcome = try read(text, name: "t.csv")
        #expect(outcome.format == "csv" && outcome.codes == [] && outcome.transcripts.map(\.id) == ["7"])
        let messages = try #require(outcome.transcripts.first?.messages)
        #expect(messages.map(\.text) == ["Hi", "Hello", "hm"] && messages.map(\.author) == ["Kim", "Mia", "Mia"])
        #expect(messages.map(\.role) == [.customer, .agent, .note])
        #expect(messages.prefix(2).map { $0.time?.description } == ["2026-01-05T10:05:00Z", "2026-01-05T10:06:00Z"])
    }

    @Test func aTranscriptMayStandInOneField() throws {
        let outcome = try csv(
            "Chat ID,Visitor Name,Agent,Rating,Transcript", #"5,Kim,Mia,4,"(10:05) Kim: Hi\#n(10:06) Mia: Hello""#,
            "6,Kim,Mia,,Kim (10:05): Hi<br>Mia (10:06): Hello<br>more", "7,,,,[10:05] Kim: Hi", "8,,,,")
        #expect(outcome.transcripts.map(\.id) == ["5", "6"] && outcome.codes == ["unknown-speakers"])
        #expect(outcome.transcripts.map { $0.messages.map(\.text) } == [["Hi", "Hello"], ["Hi", "Hello\nmore"]])
        #expect(outcome.transcripts.allSatisfy { $0.messages.map(\.role) == [.customer, .agent] })
        #expect(outcome.transcripts.allSatisfy { $0.channel == .chat && $0.agent == "Mia" })
        #expect(outcome.transcripts.first?.csat == 4)
        let spoken = try csv("Call ID,Speaker,Transcript", "5,Agent,Hi: you", "5,Customer,Hello")
        #expect(spoken.transcripts.first?.messages.map(\.text) == ["Hi: you", "Hello"])
    }

    @Test func aColumnThatTellsABotBeatsTheRole() throws {
        #expect(try csv("role,text,is_bot", "agent,Hi,true", "agent,Ho,false").transcripts.first?.messages.map(\.role) == [.bot, .agent])
    }

    @Test(arguments: [
        ("type", "external", Role.agent), ("visibility", "external", .agent), ("visibility", "internal", .note),
        ("type", "incoming", .customer),
    ])
    func whoSeesAMessageIsNotWhoWritesIt(_ column: String, _ word: String, _ role: Role) throws {
        #expect(try csv("author,text,\(column)", "Agent Mia,Hi,\(word)").transcripts.first?.messages.map(\.role) == [role])
    }

    @Test func aClockWithoutADayIsAnOffset() throws {
        let outcome = try csv("author,text,time", "Agent,Hello,10:06:07", "Customer,Hi,10:05")
        #expect(outcome.transcripts.first?.messages.map { $0.time?.description } == ["+10:05:00.000", "+10:06:07.000"])
    }

    @Test(arguments: [("AT&amp;T\n1", "AT&amp;T\n1"), ("one<br>two", "one\ntwo"), ("<b>", "<b>")])
    func onlyTagsThatEndMakeHTML(_ text: String, _ expected: String) throws {
        #expect(try csv("role,text", "agent,\"\(text)\"").transcripts.first?.messages.map(\.text) == [expected])
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
