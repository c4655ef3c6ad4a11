import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct TwilioTests {
    private func message(_ author: String, _ more: String = #""x":1"#) -> String {
        #"{"sid":"IM1","conversation_sid":"CH1","author":"\#(author)","body":"Hi","date_created":"2026-03-04T18:00:00Z",\#(more)}"#
    }

    private func roles(_ authors: [String], agents: [String] = []) throws -> [Role] {
        let outcome = try read(
            "{\"messages\":[\(authors.map { message($0) }.joined(separator: ","))],\"meta\":{}}", settings: FormatSettings(agents: agents))
        #expect(outcome.format == "twilio")
        return outcome.transcripts.first?.messages.map(\.role) ?? []
    }

    @Test(arguments: [
        (["+15550100", "mia", "system"], [Role.customer, .agent, .system]), (["whatsapp:+15550100", "mia"], [.customer, .agent]),
        (["Support Bot", "Agent Mia", "kim"], [.bot, .agent, .customer]), (["ann", "mia_40example_2Ecom"], [.customer, .agent]),
        (["ann", "bea@example.com"], [.customer, .agent]),
    ])
    func authorsTellSides(_ authors: [String], _ expected: [Role]) throws {
        #expect(try roles(authors, agents: ["@example.com"]) == expected)
    }

    @Test func whereNothingTellsNothingIsGuessed() throws {
        let outcome = try read("{\"messages\":[\(message("ann")),\(message("bob"))]}")
        #expect(outcome.rejected.map(\.code) == ["unknown-speakers"])
        #expect(outcome.rejected.first?.place?.pointer == "/messages/0")
        #expect(try roles(["ann", "bob"], agents: ["BOB"]) == [.customer, .agent])
    }

    @Test func whoIsAnAgentInOneConversationIsOneInTheOthers() throws {
        let list = [
            message("bob"), message("ann"), message("cid").replacing("CH1", with: "CH3"),
            message("+15550100").replacing("CH1", with: "CH2"), message("bob").replacing("CH1", with: "CH2"),
        ]
        let outcome = try read("[\(list.joined(separator: ","))]")
        #expect(outcome.transcripts.map(\.id) == ["CH1", "CH3", "CH2"])
        #expect(outcome.transcripts.map { $0.messages.map(\.role) } == [[.agent, .customer], [.customer], [.customer, .agent]])
    }

    @Test func participantsWithAnAddressComeFromOutside() throws {
        let messages = [message("bob", #""participant_sid":"MB2""#), message("ann", #""participant_sid":"MB1""#)].joined(separator: ",")
        let outcome = try read(
            #"{"participants":[{"sid":"MB1","messaging_binding":{"address":"x"}},{"sid":"MB2","identity":"bob"},7],"#
                + #""state":"inactive","messages":[\#(messages)]}"#)
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.agent, .customer])
    }

    @Test(arguments: [("+15550100", Channel.sms), ("whatsapp:+15550100", .social), ("messenger:17", .social), ("Customer 7", .chat)])
    func channels(_ author: String, _ channel: Channel) throws {
        #expect(try read(message(author)).transcripts.map(\.channel) == [channel])
    }

    @Test(arguments: [
        ("mia_40example_2Ecom", "mia@example.com"), ("mia_2B1_40example_2Ecom", "mia+1@example.com"), ("mia_k", "mia_k"), ("a_40_", "a@_"),
        ("_40_zz", "@_zz"), ("", ""),
    ])
    func identitiesOfFlexAreDecoded(_ identity: String, _ expected: String) { #expect(TwilioRoster.decoded(identity) == expected) }

    @Test func whatHasNoWordsIsDropped() throws {
        let json = #"[{"conversation_sid":"CH1","author":"+15550100","body":null},{"conversation_sid":"CH1","type":"x"}]"#
        #expect(
            try drops(Twilio(), json) == [
                Drop(.empty, transcript: "CH1", place: "/0"), Drop(.unknownKind, transcript: "CH1", place: "/1", detail: "x"),
            ])
    }
}
