import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct ServiceNowTests {
    @Test(arguments: [
        ("2026-01-15 03:31:23 - Mia (IT) Ray (Work notes)", "Mia (IT) Ray", ServiceNowJournal.Kind.workNote),
        ("15.01.2026 03:31 - Mia (Zusätzliche Kommentare)", "Mia", .comment),
        ("19-Aug-2026 14:22:35 - A - B (Additional comments (Customer visible))", "A - B", .comment),
        ("01/15/2026 03:31:23 PM - Mia (Escalations)", "Mia", .other("Escalations")),
    ])
    func headersAreRead(_ line: String, _ name: String, _ kind: ServiceNowJournal.Kind) throws {
        let header = try #require(ServiceNowJournal.Header(line[...]))
        #expect(header.name == name && header.kind == kind)
    }

    @Test(arguments: [
        "", "2026-01-15 - Mia (Comments)", "2026-01-15 03:31:23 Mia (Comments)", "2026-01-15 03:31:23 - Mia", "at 10:00 - Mia (Comments)",
        "2026-01-15 03:31:23 - (Comments)", "2026-01-15 03:31:23 - Mia (Comments", "99-Foo-2026 10:00 - Mia (Comments)", "1)",
    ])
    func otherLinesAreNone(_ line: String) { #expect(ServiceNowJournal.Header(line[...]) == nil) }

    @Test func textIsReadWithItsClock() throws {
        let text = "2026-01-15 10:00:00 - Ann Agent (Additional comments)\nHello\n> quoted\n\n2026-01-15 09:00:00 - Kim (Comments)\nHi\n"
        let outcome = try read(text, name: "INC7.txt", settings: FormatSettings(timeZone: LocalTimeZone(secondsEast: 7200)))
        #expect(outcome.format == "servicenow")
        let transcript = try #require(outcome.transcripts.first)
        #expect(transcript.id == "INC7" && transcript.agent == "Ann Agent")
        #expect(transcript.messages.map(\.role) == [.customer, .agent])
        #expect(transcript.messages.map(\.text) == ["Hi", "Hello"])
        #expect(transcript.messages.first?.time?.description == "2026-01-15T07:00:00Z")
    }

    @Test func ofOneSecondTheNewestStandsFirst() throws {
        let stamp = "2026-01-15 10:00:00"
        let text = "\(stamp) - Mia (Comments)\nthree\n\(stamp) - Mia (Work notes)\ntwo\n\(stamp) - Kim (Comments)\none\n"
        #expect(try read(text, name: "a.txt").transcripts.first?.messages.map(\.text) == ["one", "two", "three"])
    }

    @Test(arguments: [
        ("03/04/2026 10:00:00 - Agent Ann (Comments)\nHi\n", "ambiguous-time"),
        ("2026-01-15 10:00:00 - Ann (Comments)\nHi\n2026-01-15 11:00:00 - Kim (Comments)\nHo\n", "unknown-speakers"),
    ])
    func nothingIsGuessed(_ text: String, _ code: String) throws { #expect(try read(text, name: "a.txt").codes == [code]) }

    @Test func agentsOfTheSettingsAreKnown() throws {
        let text = "2026-01-15 10:00:00 - Ann (Comments)\nHi\n2026-01-15 11:00:00 - Kim (Comments)\nHo\n"
        let outcome = try read(text, name: "a.txt", settings: FormatSettings(agents: ["Kim"]))
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
    }

    private func ticket(_ more: String, id: String = "INC1") -> String {
        #"{"number":"\#(id)","short_description":"s","sys_id":"x",\#(more)}"#
    }

    @Test func aTicketTellsWhoIsWho() throws {
        let fields = [
            #""caller_id":{"display_value":"Kim","link":"l"}"#, #""state":{"display_value":"On Hold","value":"3"}"#,
            #""contact_type":"email","opened_by":"Mia","description":"Kim says: it hums","assignment_group":"Desk""#,
            #""opened_at":{"display_value":"?","value":"2026-01-15 08:00:00"}"#,
            #""comments":"2026-01-15 09:00:00 - Mia (Comments)\nHello Kim\n","work_notes":null"#,
        ]
        let outcome = try read("{\"result\":\(ticket(fields.joined(separator: ",")))}")
        let transcript = try #require(outcome.transcripts.first)
        #expect(transcript.id == "INC1" && transcript.channel == .email && transcript.state == .pending && transcript.queue == "Desk")
        #expect(transcript.messages.map(\.role) == [.note, .agent])
        #expect(transcript.messages.first?.time?.description == "2026-01-15T08:00:00Z")
    }

    @Test func listsAreStreamedAndTicketsWithoutJournalsRefused() throws {
        let journal = #""comments":"2026-01-15 09:00:00 - Agent (Comments)\nHello\n""#
        for key in ["result", "records"] {
            let list = [ticket(journal), ticket(#""state":"1""#, id: "INC2"), "7", ticket(journal, id: "INC3")].joined(separator: ",")
            let outcome = try read("{\"\(key)\":[\(list)]}")
            #expect(outcome.transcripts.map(\.id) == ["INC1", "INC3"])
            #expect(outcome.rejected.map(\.code) == ["no-message-bodies", "wrong-type"])
            #expect(outcome.rejected.map { $0.place?.pointer } == ["/\(key)/1", "/\(key)/2"])
        }
    }

    @Test(arguments: [#""state":"1""#, #""comments":"","work_notes":"","caller_id":{"link":"l","value":"v"}"#])
    func ticketsWithoutBodiesSayWhatToAskFor(_ more: String) throws {
        let outcome = try read("{\"result\":[\(ticket(more))]}")
        #expect(outcome.codes == ["no-message-bodies"])
        #expect((outcome.thrown + outcome.rejected).first?.help?.contains("sysparm_display_value") == true)
    }

    @Test func whoWritesWorkNotesIsAnAgentInAllJournals() throws {
        let row = { (id: String, element: String, by: String) in
            #"{"element_id":"\#(id)","element":"\#(element)","value":"Hi","sys_created_by":"\#(by)"}"#
        }
        let list = [
            row("a", "comments", "mia"), row("a", "comments", "kim"), row("b", "work_notes", "mia"), row("c", "comments", "lou"),
            row("d", "comments", "admin"),
        ]
        let outcome = try read("[\(list.joined(separator: ","))]")
        #expect(outcome.transcripts.map { $0.messages.map(\.role) } == [[.agent, .customer], [.note], [.customer], [.agent]])
    }

    @Test func linesOfOtherEncodingsAreRead() throws {
        let bytes = Array("2026-01-15 10:00:00 - Ann Agent (Comments)\r\nGr".utf8) + [0xFC] + Array("n\r\n".utf8)
        #expect(try read(bytes, name: "a.txt").transcripts.first?.messages.map(\.text) == ["Grün"])
    }

    @Test func otherJournalsAreDropped() throws {
        let json = #"[{"element_id":"i","element":"approval_history","value":"yes","sys_created_by":"a"}]"#
        #expect(
            try drops(ServiceNow(), json) == [Drop(.unknownKind, transcript: "i", place: "/0", detail: "approval_history")])
    }
}
