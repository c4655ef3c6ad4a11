import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct ZendeskTests {
    private static let ticketEvents = """
        {"ticket_events":[
         {"ticket_id":5,"timestamp":1772528400,"updater_id":9,"via":{"channel":"chat"},"child_events":[
          {"event_type":"Create","requester_id":9,"status":"new"},{"event_type":"Comment","body":"Hi","public":true,"author_id":9}]},
         {"ticket_id":5,"timestamp":1772528460,"updater_id":2,"child_events":[
          {"event_type":"Comment","body":"Look","public":false,"author_id":2},{"event_type":"Change","status":"solved","assignee_id":2}]},
         {"ticket_id":6,"timestamp":1772528460,"updater_id":2,"child_events":[{"event_type":"Change","status":"solved"}]}
        ],"end_of_stream":true}
        """

    @Test func ticketEventsAreGathered() throws {
        let outcome = try read(Self.ticketEvents)
        #expect(outcome.codes == [])
        let messages = [
            Message(index: 0, role: .customer, author: "9", time: .instant(milliseconds: 1_772_528_400_000), text: "Hi"),
            Message(index: 1, role: .note, author: "2", time: .instant(milliseconds: 1_772_528_460_000), text: "Look"),
        ]
        #expect(outcome.transcripts == [Transcript(id: "5", channel: .chat, agent: "2", state: .closed, messages: messages)])
    }

    @Test func markUpAndEntitiesNeverReachTheRules() throws {
        let html = "<div class='sorry'>I don&#39;t <b>know</b> &amp; it&rsquo;s &lt;b&gt;<style>sorry{}</style></div>"
        let outcome = try read(
            #"{"ticket_id":5,"id":1,"author_id":9,"created_at":"2026-03-04T07:00:00Z","#
                + #""events":[{"type":"Comment","body":"no","html_body":"\#(html)"}]}"#)
        #expect(outcome.transcripts.first?.messages.map(\.text) == ["I don't know & it’s <b>"])
    }

    /// Audits come as an object, an array, or a line each: the same conversations every time.
    @Test func auditsAreReadInEveryLayout() throws {
        let audit = { (id: Int, ticket: Int, author: Int, text: String) in
            #"{"id":\#(id),"ticket_id":\#(ticket),"author_id":\#(author),"created_at":"2026-03-04T07:00:0\#(id)Z","#
                + #""events":[{"type":"Comment","body":"\#(text)"}]}"#
        }
        let audits = [audit(1, 7, 9, "Hi"), audit(2, 8, 9, "Other"), audit(3, 7, 2, "Hello")]
        for text in [
            "{\"audits\":[\(audits.joined(separator: ","))]}", "[\(audits.joined(separator: ",\n"))]", audits.joined(separator: "\n"),
        ] {
            let outcome = try read(text)
            #expect(outcome.format == "zendesk")
            #expect(outcome.transcripts.map(\.id) == ["7", "8"])
            // Nothing names a requester: the first to write is taken for one.
            #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
        }
        let broken = try read((audits + [#"{"id":4}"#]).joined(separator: "\n"))
        #expect(broken.rejected.map { $0.place?.line } == [4])
    }

    @Test func bareCommentsTakeTheFilesName() throws {
        let outcome = try read(
            #"{"comments":[{"id":1,"audit_id":2,"author_id":9,"plain_body":"Hi","public":true,"created_at":"2026-03-04T07:00:00Z"},"#
                + #"{"id":2,"audit_id":3,"author_id":-1,"body":"Noted","public":true},"#
                + #"{"id":3,"audit_id":4,"author_id":2,"body":"","public":true,"#
                + #""attachments":[{"file_name":"a.pdf"},{"file_name":"b.pdf"}]}],"next_page":null}"#, name: "4711.json")
        let transcript = try #require(outcome.transcripts.first)
        #expect(transcript.id == "4711")
        #expect(transcript.messages.map(\.role) == [.customer, .system, .agent])
        #expect(transcript.messages.map(\.author) == ["9", nil, "2"])
        #expect(transcript.messages.last?.text == "[attachment: a.pdf]\n[attachment: b.pdf]")
    }

    @Test func pagesOfTicketsHaveNoBodies() throws {
        let ticket = #"{"id":1,"via":{"channel":"web"},"requester_id":2,"subject":"Help","description":"Help me"}"#
        for text in ["{\"tickets\":[\(ticket)],\"count\":1}", ticket, "\(ticket)\n\(ticket)\n", "[\(ticket)]"] {
            #expect(try read(text).thrown.map(\.code) == ["no-message-bodies"], "\(text)")
        }
    }

    @Test func aTicketWithoutCommentsAmongOthersIsRejectedAlone() throws {
        let ticket = { (id: Int, rest: String) in #"{"id":\#(id),"via":{"channel":"web"},"requester_id":2,"subject":"Help"\#(rest)}"# }
        let comment = #","comments":[{"author_id":2,"body":"Hi"}]"#
        let outcome = try read([ticket(1, comment), ticket(2, ""), ticket(3, comment)].joined(separator: "\n"))
        #expect(outcome.transcripts.map(\.id) == ["1", "3"])
        #expect(outcome.rejected.map(\.code) == ["no-message-bodies"])
        #expect(outcome.rejected.first?.place?.line == 2)
    }

    @Test func satisfactionMayBeAWord() throws {
        let outcome = try read(
            #"{"id":1,"via":{"channel":"web"},"requester":{"id":2},"subject":"x","satisfaction_rating":"bad","comments":[]}"#)
        #expect(outcome.transcripts == [Transcript(id: "1", channel: .web, csat: 1, messages: [])])
    }

    @Test func whatAuditsHoldBesideCommentsIsNoted() throws {
        let text =
            #"{"audits":[{"ticket_id":5,"id":1,"author_id":9,"events":[{"type":"Comment","body":"Hi"},"#
            + #"{"type":"Create","field_name":"status","value":"new"},{"type":"Notification","body":"Got {{ticket.id}}"},{"type":"Cc"},"#
            + #"{"type":"Odd"}]},{"ticket_id":6,"id":2,"author_id":9,"events":[{"type":"Change","field_name":"tags"}]}]}"#
        #expect(
            try drops(Zendesk(), text) == [
                Drop(.stateChange, transcript: "5", place: "/audits/0/events/1", detail: "status"),
                Drop(.notification, transcript: "5", place: "/audits/0/events/2", detail: "Notification"),
                Drop(.notification, transcript: "5", place: "/audits/0/events/3", detail: "Cc"),
                Drop(.unknownKind, transcript: "5", place: "/audits/0/events/4", detail: "Odd"),
                Drop(.stateChange, transcript: "6", place: "/audits/1/events/0", detail: "tags"),
            ])
    }

    private static func ticket(comment: String, author: Int = -1, keys: String = "") -> String {
        #"{"id":1,"via":{"channel":"chat"},"subject":"x","requester":{"id":2,"name":"Ivy"},"#
            + #""assignee":{"id":3,"name":"Tom","role":"agent"},"comments":[{"author_id":\#(author),"created_at":"2026-05-09T18:20:00Z","body":"\#(comment)"\#(keys)}]}"#
    }

    /// The times of a chat count up to when the comment was written.
    @Test(arguments: [-1, 3]) func aChatInOneCommentIsReadLineByLine(_ author: Int) throws {
        let chat = #"(11:59:00 PM) Ivy: Hello?\n(11:59:30 PM) Tom: Hi.\nOne moment.\n(12:00:00 AM) *** Tom left ***"#
        let messages = try #require(try read(Self.ticket(comment: chat, author: author)).transcripts.first?.messages)
        #expect(messages.map(\.role) == [.customer, .agent, .system])
        #expect(messages.map(\.author) == ["Ivy", "Tom", nil])
        #expect(messages.map(\.text) == ["Hello?", "Hi.\nOne moment.", "Tom left"])
        #expect(messages.map { $0.time?.description } == ["2026-05-09T18:19:00Z", "2026-05-09T18:19:30Z", "2026-05-09T18:20:00Z"])
    }

    /// What is mostly no chat, is private or the customer's, or names nobody who is known, stays one message.
    @Test(arguments: [
        (#"(11:59:00 PM) Ivy: Hello?\nThat is what\nyou wrote."#, -1, "", Role.system),
        (#"(11:59 PM) Ivy: Hello?"#, 3, #","public":false"#, .note),
        (#"(11:59 PM) Ivy: Hello?"#, 2, "", .customer), (#"(11:59 PM) Abe: Hello?\n(11:59 PM) Zoe: Hi."#, -1, "", .system),
        (#"(11:59 PM) *** Chat ended ***"#, -1, "", .system), ("Chat with Ivy", -1, "", .system),
        ("(12:", -1, "", .system), ("", -1, "", nil),
    ])
    func otherCommentsStayWhole(_ body: String, author: Int, keys: String, role: Role?) throws {
        let messages = try read(Self.ticket(comment: body, author: author, keys: keys)).transcripts.first?.messages
        #expect(messages?.map(\.role) == (role.map { [$0] } ?? []))
        #expect(messages?.first.map { $0.text == body.replacing(#"\n"#, with: "\n") } != false)
    }

    @Test func peopleOfTheFilesBesideGiveNamesAndRoles() throws {
        let document = try JSONDocument(depthLimit: 64)
        var people = People()
        people.add("7", name: "Kim", role: .customer)
        people.add("3", name: "Other")
        let context = RecordContext(fallbackID: "x", settings: FormatSettings(), limits: ReadLimits(), people: people)
        let text = Self.ticket(comment: "Hi", author: 7)
        let transcripts = try Array(text.utf8).withUnsafeBufferPointer { try Zendesk().transcripts(of: document.parse($0), in: context) }
        #expect(transcripts.first?.agent == "Tom")
        #expect(transcripts.first?.messages.map(\.author) == ["Kim"])
        #expect(transcripts.first?.messages.map(\.role) == [.customer])
    }

    @Test func theXMLExportIsRead() throws {
        let text = try Repository.bytes("Tests/Fixtures/formats/zendesk/5.xml")
        let transcripts = try read(text).transcripts
        #expect(transcripts.map(\.tags) == [["lamp", "broken"], ["chair"]])
        #expect(transcripts.map(\.state) == [nil, .pending])
        let outcome = try read("<tickets><ticket><requester-id>1</requester-id></ticket></tickets>")
        #expect(outcome.rejected.map(\.code) == ["no-message-bodies"] && outcome.format == "zendesk")
        #expect(try read("<tickets><ticket><id>1</id></ticket></tickets>").thrown.map(\.code) == ["unknown-format"])
    }

    private static let users = #""users":[{"id":9,"name":"Ivy","role":"end-user"},{"id":2,"name":"Tom","role":"agent"}]"#

    private static func comment(_ author: Int, _ text: String, hour: Int) -> String {
        #"{"id":\#(hour),"audit_id":1,"author_id":\#(author),"body":"\#(text)","public":true,"created_at":"2026-03-04T0\#(hour):00:00Z"}"#
    }

    @Test(arguments: ["", "[", "lines"]) func bundlesComeInEveryLayout(_ layout: String) throws {
        let comments = "\"comments\":[\(Self.comment(9, "Hi", hour: 1))]"
        let ticket = { (id: Int, rest: String) in #""ticket":{"id":\#(id),"requester_id":9,"group_id":7\#(rest)}"# }
        let bundles = ["{\(comments),\(ticket(1, "")),\(Self.users)}", "{\(ticket(2, "," + comments)),\(Self.users)}"]
        let texts = layout == "" ? bundles : layout == "[" ? ["[\(bundles.joined(separator: ","))]"] : [bundles.joined(separator: "\n")]
        let transcripts = try texts.flatMap { try read($0).transcripts }
        #expect(transcripts.map(\.id) == ["1", "2"])
        #expect(transcripts.map(\.queue) == ["7", "7"])
        #expect(transcripts.flatMap(\.messages).map(\.author) == ["Ivy", "Ivy"])
    }

    /// Newest first, or opened by the team: whoever is known for an agent is not who asked.
    @Test(arguments: [
        ([(2, "Sure", 3), (9, "Hi", 1)], [Role.customer, .agent]), ([(2, "We write first", 1), (9, "Hi", 2)], [.agent, .customer]),
        ([(7, "Later", 2), (8, "Hi", 1)], [.customer, .agent]),
    ])
    func whoAskedIsWhoWroteFirst(_ comments: [(Int, String, Int)], roles: [Role]) throws {
        let list = comments.map { Self.comment($0.0, $0.1, hour: $0.2) }.joined(separator: ",")
        let transcript = try #require(try read("{\"comments\":[\(list)],\(Self.users)}").transcripts.first)
        #expect(transcript.messages.map(\.role) == roles)
    }

    @Test func whoGetsACopyOfTheMailsIsACustomer() throws {
        let comments = [12, 13, 14].map { Self.comment($0, "Me too", hour: 1) }.joined(separator: ",")
        let text =
            #"{"id":1,"via":{"channel":"email"},"subject":"x","requester_id":9,"email_cc_ids":[12,13,14],"follower_ids":[13],"#
            + #""assignee_id":14,"comments":[\#(comments)]}"#
        #expect(try read(text).transcripts.first?.messages.map(\.role) == [.customer, .agent, .agent])
    }

    /// Of a field the last value counts, though the newest come first; people stand beside the audits, and a ticket goes on over pages.
    @Test func auditsMayComeNewestFirstAndInPages() throws {
        let audit = { (hour: Int, author: Int, events: String) in
            #"{"id":\#(hour),"ticket_id":5,"author_id":\#(author),"created_at":"2026-03-04T0\#(hour):00:00Z","events":[\#(events)]}"#
        }
        let change = { (field: String, value: String) in #"{"type":"Change","field_name":"\#(field)","value":\#(value)}"# }
        let newest = [
            audit(3, 9, change("satisfaction_score", #""good""#)),
            audit(2, 2, #"{"type":"Comment","body":"Sure"},"# + change("assignee_id", #""2""#) + "," + change("tags", #"["a","b"]"#)),
        ]
        let opening = #"{"type":"Comment","author_id":9,"body":"Hi"},"#
        let oldest = audit(1, 2, opening + change("assignee_id", #""4""#) + "," + change("tags", "[]"))
        let pages = "{\"audits\":[\(newest.joined(separator: ","))],\(Self.users)}\n{\"audits\":[\(oldest)]}"
        let outcome = try read(pages)
        #expect(outcome.transcripts.count == 1)
        let transcript = try #require(outcome.transcripts.first)
        #expect(transcript.agent == "Tom" && transcript.csat == 5 && transcript.tags == ["a", "b"])
        #expect(transcript.messages.map(\.role) == [.customer, .agent])
        #expect(transcript.messages.map(\.author) == ["Ivy", "Tom"])
    }

    @Test func resultsOfASearchHaveNoBodies() throws {
        let text = #"{"results":[{"id":1,"via":{"channel":"web"},"requester_id":2,"subject":"x","result_type":"ticket"}],"count":1}"#
        #expect(try read(text).thrown.map(\.code) == ["no-message-bodies"])
    }

    @Test func errorsOfAPageOfTicketsSayWhere() throws {
        let page = #"{"tickets":[{"id":1,"via":{},"requester_id":2,"subject":"x","comments":[]},{"id":2}]}"#
        let outcome = try read("[\(page)]")
        #expect(outcome.rejected.map { $0.place?.pointer } == ["/0/tickets/1"])
    }

    @Test(arguments: [
        (#""Mail""#, Channel.email), (#""Web form""#, .web), (#""Web service""#, .api), (#"{"channel":"voice"}"#, .voice), ("7", .unknown),
    ])
    func theViaOfEventsIsTheChannel(_ via: String, channel: Channel) throws {
        let event = #"{"ticket_id":5,"timestamp":1772528400,"via":\#(via),"child_events":[{"event_type":"Comment","body":"Hi"}]}"#
        #expect(try read(event).transcripts.first?.channel == channel)
    }

    @Test func aCommentThatIsNoneIsAnError() throws {
        let outcome = try read(Self.ticket(comment: "x").replacing("[{\"author_id", with: "[7,{\"author_id"))
        #expect(outcome.rejected.map(\.code) == ["wrong-type"])
        #expect(outcome.rejected.first?.place?.pointer == "/comments/0")
    }
}
