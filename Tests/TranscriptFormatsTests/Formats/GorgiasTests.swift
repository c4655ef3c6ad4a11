import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct GorgiasTests {
    private static func message(_ keys: String) -> String {
        #"{"ticket_id":5,"channel":"email","via":"email","body_text":"x",\#(keys)}"#
    }

    private static func ticket(_ id: Int, _ messages: String, keys: String = "") -> String {
        #"{"id":\#(id),"channel":"email","via":"email","from_agent":false,"assignee_user":null,"messages":[\#(messages)]\#(keys)}"#
    }

    @Test(arguments: [
        (#""from_agent":false"#, Role.customer), (#""from_agent":true"#, .agent), (#""from_agent":true,"rule_id":4"#, .bot),
        (#""from_agent":true,"public":false"#, .note), (#""from_agent":false,"public":false,"rule_id":4"#, .note),
        (#""from_agent":"true","rule_id":null"#, .agent), (#""from_agent":false,"rule_id":4"#, .customer),
    ])
    func everyRole(_ keys: String, role: Role) throws {
        #expect(try read(Self.message(keys)).transcripts.first?.messages.map(\.role) == [role])
    }

    @Test(arguments: ["channel", "via"]) func internalNotesAreNotes(_ key: String) throws {
        let text = #"{"ticket_id":5,"from_agent":true,"body_text":"x","channel":"chat","via":"helpdesk"}"#
        let old = key == "channel" ? #""channel":"chat""# : #""via":"helpdesk""#
        let note = text.replacing(old, with: "\"\(key)\":\"internal-note\"")
        #expect(try read(note).transcripts.first?.messages.map(\.role) == [.note])
        #expect(try read(text.replacing(#""via":"helpdesk""#, with: #""via":"rule""#)).transcripts.first?.messages.map(\.role) == [.bot])
    }

    @Test(arguments: [
        ("email", Channel.email), ("chat", .chat), ("phone", .voice), ("sms", .sms), ("facebook-messenger", .social),
        ("instagram-direct-message", .social), ("twitter-mention", .social), ("whatsapp", .social), ("api", .api), ("contact_form", .web),
        ("odd-one", .unknown),
    ])
    func theChannelIsNamed(_ word: String, channel: Channel) throws {
        let text = Self.ticket(1, "").replacing(#""channel":"email""#, with: "\"channel\":\"\(word)\"")
        #expect(try read(text).transcripts.map(\.channel) == [channel])
    }

    @Test func theTicketSaysMore() throws {
        let keys =
            #","status":"closed","language":"de","tags":[{"name":"a"},"b",7,{}],"assignee_team":{"name":"East"},"#
            + #""satisfaction_survey":{"score":2}"#
        let text = Self.ticket(1, "", keys: keys).replacing(#""assignee_user":null"#, with: #""assignee_user":{"firstname":"Liv"}"#)
        let transcript = try #require(try read(text).transcripts.first)
        #expect(transcript.state == .closed && transcript.language == "de" && transcript.queue == "East" && transcript.csat == 2)
        #expect(transcript.tags == ["a", "b", "7"] && transcript.agent == "Liv")
    }

    @Test func quotesThatWereStrippedAreNoted() throws {
        let messages = [#""from_agent":false,"stripped_text":"y""#, #""from_agent":true,"stripped_text":" x ""#].map(Self.message)
        let text = "[\(messages.joined(separator: ","))]"
        #expect(try drops(Gorgias(), text) == [Drop(.quotedMail, transcript: "5", place: "/0", detail: "stripped_text")])
        #expect(try read(text).transcripts.first?.messages.map(\.text) == ["y", "x"])
    }

    @Test func everyLayoutIsRead() throws {
        let tickets = [1, 2].map { Self.ticket($0, Self.message(#""from_agent":false"#)) }
        let joined = tickets.joined(separator: ",")
        for text in ["[\(joined)]", tickets.joined(separator: "\n"), "{\"data\":[\(joined)],\"object\":\"list\"}"] {
            let outcome = try read(text)
            #expect(outcome.format == "gorgias" && outcome.codes == [], "\(text)")
            #expect(outcome.transcripts.map(\.id) == ["1", "2"])
        }
        let messages = [#""from_agent":false"#, #""from_agent":true"#].map(Self.message)
        for text in [
            "{\"data\":[\(messages.joined(separator: ","))]}", messages.joined(separator: "\n"),
            messages.map { "{\"data\":[\($0)],\"meta\":{}}" }.joined(separator: "\n"),
        ] {
            let outcome = try read(text)
            #expect(outcome.transcripts.map(\.id) == ["5"] && outcome.format == "gorgias", "\(text)")
            #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
        }
    }

    @Test func ticketsAloneHaveNoBodies() throws {
        let ticket = #"{"id":1,"channel":"email","via":"email","from_agent":false,"assignee_user":null,"status":"open"}"#
        for text in [ticket, "[\(ticket)]", "{\"data\":[\(ticket)]}"] {
            #expect(try read(text).thrown.map(\.code) == ["no-message-bodies"])
        }
    }

    @Test func whatIsWrongHasItsPlace() throws {
        let good = Self.ticket(1, Self.message(#""from_agent":false"#))
        let outcome = try read("{\"data\":[\(good),\(Self.ticket(2, "7")),{\"id\":3},4]}")
        #expect(outcome.transcripts.map(\.id) == ["1"])
        #expect(outcome.rejected.map(\.code) == ["wrong-type", "no-message-bodies", "wrong-type"])
        #expect(outcome.rejected.map { $0.place?.pointer } == ["/data/1/messages/0", "/data/2", "/data/3"])
        #expect(try read("[\(Self.message(#""from_agent":false"#)),7]").rejected.map { $0.place?.pointer } == ["/1"])
    }

    @Test func wrongTypesCountAsAbsent() throws {
        let message =
            #"{"channel":7,"via":{},"from_agent":true,"body_text":"Hi","body_html":[],"stripped_text":{},"sender":"x","#
            + #""source":7,"attachments":7,"created_datetime":"soon"}"#
        let text = Self.ticket(1, message, keys: #","status":[],"tags":{},"satisfaction_survey":7"#)
        #expect(try read(text).transcripts.first?.messages == [Message(index: 0, role: .agent, text: "Hi")])
    }

    /// Lists may be larger than a record may be.
    @Test func listsAreStreamed() throws {
        let list = (1...50).map { Self.ticket($0, Self.message(#""from_agent":false"#)) }.joined(separator: ",")
        var limits = ReadLimits()
        limits.recordBytes = 500
        #expect(try read("{\"data\":[\(list)]}", limits: limits).transcripts.map(\.id) == (1...50).map { String($0) })
    }

    /// Older tickets name the requester beside the customer, as those of Zendesk do.
    @Test func ticketsWithARequesterAreNotZendesks() throws {
        let ticket = #""id":4,"channel":"email","via":"email","from_agent":false,"requester":{"id":1},"subject":"S","assignee_user":null"#
        let message = #"{"id":1,"from_agent":false,"channel":"email","via":"email","body_text":"Hi","stripped_text":"Hi"}"#
        let outcome = try read("{\(ticket),\"messages\":[\(message)]}")
        #expect(outcome.format == "gorgias" && outcome.transcripts.map(\.id) == ["4"])
        #expect(try read("{\"data\":[{\(ticket)}]}").thrown.first?.message.contains("Gorgias") == true)
    }

    @Test func whatWasDeletedIsHidden() throws {
        let message =
            #"{"id":1,"ticket_id":4,"from_agent":false,"channel":"email","via":"email","body_text":"Hi","deleted_datetime":"2026"}"#
        #expect(try drops(Gorgias(), "[\(message)]") == [Drop(.hidden, transcript: "4", place: "/0", detail: "deleted")])
    }
}
