import Testing
import Transcripts

@testable import TranscriptFormats

/// Tables that no format knows are read as a mapping says.
@Suite struct MappedTableTests {
    private static let mapping = #"""
        {"roles": {"kd": "customer", "ma": "agent"}, "time_zone": "+01:00",
         "mapping": {"name": "acme", "text_is": "html",
          "fields": {"id": "Vorgang Nr.", "text": ["Inhalt", "Alt-Inhalt"], "role": "Wer", "author": "Name", "time": "Am", "private": "Intern",
           "channel": {"value": "email"}, "attachments": "Dateien"}}}
        """#

    @Test func columnsAreThoseThatTheMappingNames() throws {
        let table = """
            Vorgang Nr.;Wer;Name;Inhalt;Alt-Inhalt;Am;Intern;Dateien
            7;KD;Kim;<p>Wo <b>bleibt</b> es?</p>;;05.01.2026 10:00;0;
            8;MA;Mia;;Es kommt;05.01.2026 10:05;;
            7;MA;Mia;intern;;05.01.2026 10:10;1;
            7;KD;Kim;;;05.01.2026 10:20;;a.png, b.png

            """
        let outcome = try read(table, name: "t.csv", settings: try settings(Self.mapping).settings)
        #expect(outcome.codes == [] && outcome.format == "acme")
        #expect(outcome.transcripts.map(\.id) == ["7", "8"])
        let transcript = try #require(outcome.transcripts.first)
        #expect(transcript.channel == .email)
        #expect(transcript.messages.map(\.text) == ["Wo bleibt es?", "intern", "[attachment: a.png]\n[attachment: b.png]"])
        #expect(transcript.messages.map(\.role) == [.customer, .note, .customer])
        #expect(transcript.messages.first?.time?.description == "2026-01-05T09:00:00Z")
    }

    @Test func aTableWithoutTheColumnsIsReadAsBefore() throws {
        let outcome = try read("conversation_id,role,text\n1,agent,Hi\n", settings: try settings(Self.mapping).settings)
        #expect(outcome.format == "csv" && outcome.transcripts.count == 1)
    }

    @Test func aRoleMayBeTheSameForAll() throws {
        let mapping = #"{"mapping": {"fields": {"text": "Antwort", "author": "Name", "role": {"value": "agent"}}}}"#
        let outcome = try read("Name,Antwort\nKim,Hi\n", name: "t.csv", settings: try settings(mapping).settings)
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.agent])
    }

    @Test func whatHasNoTextSaysSo() throws {
        let header = "Vorgang Nr.;Wer;Name;Inhalt;Alt-Inhalt;Am;Intern;Dateien\n"
        let outcome = try read(header + "7;KD;Kim;;;;;\n", settings: try settings(Self.mapping).settings)
        #expect(outcome.codes == ["no-message-bodies"])
    }
}
