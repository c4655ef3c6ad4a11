import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct FreshdeskTests {
    private static func ticket(_ id: Int, _ rest: String = "") -> String {
        #"{"helpdesk_ticket":{"display_id":\#(id),"description":"Hi","created_at":"2026-01-05T10:00:00Z","notes":[]\#(rest)}}"#
    }

    private func transcript(_ rest: String) throws -> Transcript {
        try #require(try read(Self.ticket(1, rest)).transcripts.first)
    }

    @Test func whatIsNoMessageIsNoted() throws {
        let text = try String(decoding: Repository.bytes("Tests/Fixtures/formats/freshdesk/4.json"), as: UTF8.self)
        let pointer = "/helpdesk_ticket/notes"
        #expect(
            try drops(Freshdesk(), text) == [
                Drop(.hidden, transcript: "410", place: "\(pointer)/0", detail: "deleted"),
                Drop(.stateChange, transcript: "410", place: "\(pointer)/1", detail: "meta"),
                Drop(.quotedMail, transcript: "410", place: "\(pointer)/2"),
            ])
    }

    @Test func theTicketSaysMore() throws {
        let text = try String(decoding: Repository.bytes("Tests/Fixtures/formats/freshdesk/4.json"), as: UTF8.self)
        let transcript = try #require(try read(text).transcripts.first)
        #expect(transcript.tags == ["kettle", "leak"] && transcript.queue == "Kitchen" && transcript.language == "en")
        #expect(transcript.state == .pending && transcript.csat == 2)
    }

    @Test(arguments: [
        ("1", Channel.email), ("2", .web), ("3", .voice), ("4", .web), ("5", .social), ("6", .social), ("7", .chat), ("9", .web),
        ("10", .email), (#""7""#, .chat), (#""Phone""#, .voice), ("99", .unknown), ("null", .unknown), ("{}", .unknown),
        (#"12,"source_name":"Chat""#, .chat),
    ])
    func theSourceIsTheChannel(_ source: String, channel: Channel) throws {
        #expect(try transcript(",\"source\":\(source)").channel == channel)
    }

    @Test(arguments: [
        ("2", ConversationState.open), ("3", .pending), (#""4""#, .closed), ("5", .closed), ("6", .pending),
        (#"17,"status_name":"Resolved""#, .closed), ("17", nil), ("[]", nil),
    ])
    func theStatusIsTheState(_ status: String, state: ConversationState?) throws {
        #expect(try transcript(",\"status\":\(status)").state == state)
    }

    @Test(arguments: [
        ("-103", 1.0), ("-102", 2), ("-101", 2), ("100", 3), ("101", 4), ("102", 4), (#""103""#, 5), ("1", nil), ("null", nil), ("[]", nil),
    ])
    func theSurveysAnswerIsTheRating(_ rating: String, csat: Double?) throws {
        #expect(try transcript(",\"satisfaction_rating\":\(rating)").csat == csat)
        #expect(try transcript(#","satisfaction_ratings":[{"ratings":{"default_question":\#(rating)}}]"#).csat == csat)
    }

    @Test(arguments: [
        (#""private":true,"incoming":true,"user_id":7"#, Role.note), (#""private":"true","source":6"#, .note),
        (#""incoming":true,"user_id":8"#, .customer), (#""incoming":"1""#, .customer), (#""incoming":false,"user_id":7"#, .agent),
        (#""source":6,"incoming":false"#, .customer), (#""source":2,"private":false,"incoming":false"#, .agent),
        (#""user_id":7"#, .customer), (#""user_id":"7""#, .customer), (#""user_id":8"#, .agent),
        (#""incoming":null,"private":null"#, .agent),
    ])
    func everyRole(_ keys: String, role: Role) throws {
        let text = Self.ticket(1, #","requester_id":7"#).replacing("[]", with: "[{\"body\":\"x\",\(keys)}]")
        #expect(try read(text).transcripts.first?.messages.last?.role == role)
    }

    @Test func peopleOfTheFilesBesideGiveNamesAndRoles() throws {
        let document = try JSONDocument(depthLimit: 64)
        var people = People()
        people.add("8", name: "Ada", role: .agent)
        people.add("9", name: "Kim", role: .customer)
        let context = RecordContext(fallbackID: "x", settings: FormatSettings(), limits: ReadLimits(), people: people)
        let notes = #"[{"body":"a","user_id":8},{"body":"b","user_id":9},{"body":"c","user_id":10}]"#
        let text = Self.ticket(1, #","requester_id":7,"responder_id":8"#).replacing("[]", with: notes)
        let transcripts = try Array(text.utf8).withUnsafeBufferPointer { try Freshdesk().transcripts(of: document.parse($0), in: context) }
        let transcript = try #require(transcripts.first)
        #expect(transcript.agent == "Ada")
        #expect(transcript.messages.map(\.author) == ["7", "Ada", "Kim", "10"])
        #expect(transcript.messages.map(\.role) == [.customer, .agent, .customer, .agent])
    }

    @Test(arguments: [
        "2026-02-10T14:57:55+05:30", "2026-02-10T09:27:55Z", "2026-02-10 09:27:55", "2026-02-10T03:57:55-0530",
        "1770715675", "1770715675000",
    ])
    func timesComeInManyForms(_ time: String) throws {
        let value = time.allSatisfy(\.isNumber) ? time : "\"\(time)\""
        let text = #"{"helpdesk_ticket":{"display_id":1,"description":"Hi","created_at":\#(value),"notes":[]}}"#
        #expect(try read(text).transcripts.first?.messages.first?.time?.description == "2026-02-10T09:27:55Z")
    }

    @Test func everyLayoutIsRead() throws {
        let tickets = [Self.ticket(1), Self.ticket(2)]
        for text in ["[\(tickets.joined(separator: ","))]", tickets.joined(separator: "\n"), tickets.joined(separator: " \n\n") + "\n"] {
            let outcome = try read(text)
            #expect(outcome.format == "freshdesk" && outcome.codes == [])
            #expect(outcome.transcripts.map(\.id) == ["1", "2"])
        }
        let bundle =
            #"{"ticket":{"id":5,"description":"<p>Hi</p>","description_text":"Hi","requester_id":7,"source":2,"#
            + #""fr_escalated":null,"is_escalated":false},"conversations":[{"body":"<p>Yes</p>","body_text":"Yes","incoming":false}]}"#
        #expect(try read(bundle).transcripts.first?.messages.map(\.text) == ["Hi", "Yes"])
    }

    @Test func pagesOfTicketsHaveNoBodies() throws {
        let ticket = #"{"id":1,"requester_id":2,"source":1,"fr_escalated":false,"is_escalated":false,"subject":"x"}"#
        for text in [ticket, "[\(ticket)]"] { #expect(try read(text).thrown.map(\.code) == ["no-message-bodies"]) }
    }

    @Test func whatIsWrongHasItsPlace() throws {
        let outcome = try read(
            "[\(Self.ticket(1)),\(Self.ticket(2).replacing("[]", with: "[{},7]")),"
                + #"{"helpdesk_ticket":[]},{"helpdesk_ticket":{"display_id":4}},5]"#)
        #expect(outcome.transcripts.map(\.id) == ["1"])
        #expect(outcome.rejected.map(\.code) == ["wrong-type", "wrong-type", "no-message-bodies", "wrong-type"])
        let pointers = ["/1/helpdesk_ticket/notes/1", "/2/helpdesk_ticket", "/3/helpdesk_ticket", "/4"]
        #expect(outcome.rejected.map { $0.place?.pointer } == pointers)
    }

    /// What is optional and of another type is as if it was not there.
    @Test func wrongTypesCountAsAbsent() throws {
        let odd =
            #"{"helpdesk_ticket":{"display_id":{},"id":[],"description":"Hi","source":[],"status":{},"tags":7,"requester":[],"#
            + #""requester_id":{},"responder_id":[],"created_at":{},"language":3,"attachments":"x","notes":{"a":1}}}"#
        let outcome = try read(odd, name: "odd.json")
        #expect(outcome.codes == [])
        #expect(outcome.transcripts.map(\.id) == ["odd"])
        #expect(outcome.transcripts.first?.messages == [Message(index: 0, role: .customer, text: "Hi")])
    }

    /// The export may be larger than a record may be.
    @Test func theExportIsStreamed() throws {
        let list = (1...50).map { Self.ticket($0) }.joined(separator: ",")
        var limits = ReadLimits()
        limits.recordBytes = 500
        #expect(try read("[\(list)]", limits: limits).transcripts.map(\.id) == (1...50).map { String($0) })
    }

    @Test func resultsOfASearchHaveNoBodies() throws {
        let text = #"{"total":1,"results":[{"id":1,"requester_id":2,"fr_escalated":false,"is_escalated":false,"description":"x"}]}"#
        #expect(try read(text).thrown.map(\.code) == ["no-message-bodies"])
    }
}
