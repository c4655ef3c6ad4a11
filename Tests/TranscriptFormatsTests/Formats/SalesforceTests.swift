import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct SalesforceTests {
    private func table(_ rows: String..., settings: FormatSettings = FormatSettings()) throws -> Outcome {
        try read(rows.joined(separator: "\n") + "\n", name: "t.csv", settings: settings)
    }

    // MARK: Chats

    @Test func aChatWithoutAnyStartHasOffsets() throws {
        let outcome = try table("Id,Body,ChatDuration", "c1,<p>Agent Mia</p>( 10s ) Mia: Hi<br>( 1h 3s ) Kim: Yes<br>,5")
        #expect(outcome.transcripts.first?.messages.map { $0.time?.description } == ["+00:00:10.000", "+01:00:03.000"])
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.agent, .customer])
    }

    @Test(arguments: ["Agent", "Agente", "Mitarbeiter"]) func agentsAreNamedInAnyLanguage(_ word: String) throws {
        let outcome = try table("Id,Body,ChatKey", "c1,<p>\(word) Mia One</p>( 1s ) One: Hi<br>( 2s ) Mia One: Hello<br>,k")
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
    }

    @Test func settingsAndNamesTellAgentsAndBots() throws {
        let outcome = try table(
            "Id,Body,ChatKey", "c1,( 1s ) Chat Bot: Hi<br>( 2s ) Tom: Hello<br>( 3s ) Kim: Yes,k", settings: FormatSettings(agents: ["Tom"])
        )
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.bot, .agent, .customer])
    }

    @Test(arguments: ["( x ) Kim: a", "()", "( 99999999999999d ) Kim: a", "( -1s ) Kim: a", "<p", "<p>", "</p>", "<br", "( 1s", "<"])
    func oddBodiesAreNoMessages(_ body: String) throws {
        #expect(try table("Id,Body,ChatKey", "c1,\(body),k").codes == ["no-message-bodies"])
    }

    @Test func noticesAreTakenDown() throws {
        let log = DropLog()
        let context = RecordContext(fallbackID: "x", settings: FormatSettings(), limits: ReadLimits(), drops: log)
        let text = "Id,Body,ChatKey\nc1,<p>Chat Origin: Web</p>( 1s ) Kim: <br>( 2s ) Kim: Hi,k\n"
        _ = try items(of: Salesforce(), text, name: "x.csv", in: context)
        #expect(log.take().map(\.reason) == [.stateChange, .empty])
    }

    // MARK: Mails

    @Test func draftsDeletedMailsAndQuotesAreLeftOut() throws {
        let log = DropLog()
        let context = RecordContext(fallbackID: "x", settings: FormatSettings(), limits: ReadLimits(), drops: log)
        let text = """
            Id,ParentId,FromAddress,TextBody,Incoming,MessageDate,Status,IsDeleted,HasAttachment
            1,5,kim@example.net,Hi,true,2026-01-05T10:00:00Z,0,false,false
            2,5,mia@example.com,Not yet,false,2026-01-05T10:01:00Z,5,false,false
            3,5,mia@example.com,Gone,false,2026-01-05T10:02:00Z,3,true,false
            4,5,mia@example.com,,false,2026-01-05T10:03:00Z,3,false,true
            5,5,mia@example.com,"Fine
            > Hi",false,2026-01-05T10:04:00Z,3,false,false

            """
        let items = try items(of: Salesforce(), text, name: "x.csv", in: context)
        guard case .transcript(let transcript)? = items.first else { throw Expected() }
        #expect(transcript.messages.map(\.text) == ["Hi", "[attachment: unnamed]", "Fine"])
        #expect(log.take().map { "\($0.reason) \($0.place)" } == ["draft 2", "hidden 3", "quotedMail 5"])
    }

    private struct Expected: Error {}

    @Test func withoutAnIncomingColumnTheSettingsTell() throws {
        let outcome = try table(
            "Id,ParentId,FromAddress,TextBody,MessageDate", "1,5,kim@example.net,Hi,2026-01-05", "2,5,mia@example.com,Hello,2026-01-06",
            settings: FormatSettings(agents: ["@example.com"]))
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
    }

    @Test func mailsWithoutBodiesSaySo() throws {
        #expect(try table("Id,ParentId,FromAddress,Subject,Incoming", "1,5,kim@example.net,Hi,true").codes == ["no-message-bodies"])
        #expect(try table("Id,ParentId,FromAddress,TextBody,Incoming", "1,5,kim@example.net,,true").codes == ["no-message-bodies"])
    }

    @Test func mistakesTakeTheirConversationOut() throws {
        let outcome = try table(
            "Id,ParentId,FromAddress,TextBody,Incoming,MessageDate", "1,5,kim@example.net,Hi,true,yesterday",
            "2,6,kim@example.net,Hi,true,2026-01-05",
            "3,7,kim@example.net,\"cut")
        #expect(outcome.transcripts.map(\.id) == ["6"])
        #expect(outcome.rejected.map(\.code) == ["bad-time", "truncated"])
        #expect(outcome.rejected.map { $0.place?.line } == [2, 4])
    }

    // MARK: Comments

    @Test func whoeverIsNoAgentOfTheSettingsIsACustomer() throws {
        let outcome = try table(
            "ParentId,CommentBody,CreatedById,CreatedBy.Name", "5,Hi,005A,Kim", "5,Hello,005B,Mia",
            settings: FormatSettings(agents: ["005b"]))
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
        #expect(outcome.transcripts.first?.messages.map(\.author) == ["Kim", "Mia"])
    }

    @Test func peopleOfFilesBesideItHaveNamesAndRoles() throws {
        var context = RecordContext(fallbackID: "x", settings: FormatSettings(), limits: ReadLimits())
        context.people.add("005A", name: "Kim", role: .customer)
        context.people.add("005B", name: "Mia", role: .agent)
        let comments = "ParentId,CommentBody,CreatedById\n5,Hi,005A\n5,Hello,005B\n"
        let chats = "Id,Body,OwnerId,ChatKey\n6,( 1s ) Kim: Hi,005B,k\n"
        var transcripts: [Transcript] = []
        for text in [comments, chats] {
            let items = try items(of: Salesforce(), text, name: "x.csv", in: context)
            transcripts += items.compactMap { if case .transcript(let transcript) = $0 { transcript } else { nil } }
        }
        #expect(transcripts.first?.messages.map(\.role) == [.customer, .agent])
        #expect(transcripts.first?.messages.map(\.author) == ["Kim", "Mia"])
        #expect(transcripts.map(\.agent) == ["Mia", "Mia"])
    }

    // MARK: Messaging

    private static let entry = #"{"entryType":"Message","sender":{"role":"EndUser"},"messageText":"Hi","conversationId":"x"}"#

    @Test(arguments: [
        entry, "[\(entry),\(entry)]", "\(entry)\n\(entry)\n", #"{"entries":[\#(entry)]}"#, #"{"conversationEntries":[\#(entry)]}"#,
        #"{"entries":null,"conversationEntries":[\#(entry),\#(entry)]}"#, "{\"entries\":[\(entry)]}\n{\"entries\":[\(entry)]}",
    ])
    func entriesInEveryLayout(_ json: String) throws {
        let outcome = try read(json)
        #expect(outcome.format == "salesforce")
        #expect(outcome.codes == [])
        #expect(Set(outcome.transcripts.map(\.id)) == ["x"])
        #expect(outcome.transcripts.allSatisfy { $0.messages.allSatisfy { $0.role == .customer && $0.text == "Hi" } })
    }

    @Test func entriesThatAreNoMessagesAreTakenDown() throws {
        let json = #"[{"entryType":"RoutingResult","sender":{"role":"System"}},\#(Self.entry),{"entryType":7,"sender":7}]"#
        #expect(
            try drops(Salesforce(), json).map { "\($0.reason) \($0.place) \($0.detail ?? "")" } == [
                "stateChange /0 RoutingResult", "stateChange /2 ",
            ])
    }

    @Test func entriesThatAreNoObjectsSayWhere() throws {
        let outcome = try read(#"{"entries":[\#(Self.entry),7]}"#)
        #expect(outcome.rejected.map(\.code) == ["wrong-type"])
        #expect(outcome.rejected.first?.place?.pointer == "/entries/1")
        #expect(try read("{\"entries\":[\(Self.entry)]}\n{\"entries\":{}}").rejected.map(\.code) == ["no-message-bodies"])
    }
}
