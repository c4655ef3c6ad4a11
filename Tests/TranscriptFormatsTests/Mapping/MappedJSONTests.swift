import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

/// JSON that no format knows is read as a mapping says.
@Suite struct MappedJSONTests {
    private static let mapping = #"""
        {"roles": {"kunde": "customer", "mitarbeiter": "agent"},
         "mapping": {"name": "acme", "conversations": "/export/vorgaenge", "messages": "nachrichten", "text_is": "html",
          "fields": {"id": "nummer", "channel": {"value": "email"}, "agent": "/bearbeiter/name", "state": "status", "tags": "marken",
           "csat": "note", "text": ["inhalt", "/alt/inhalt"], "author": ["/von/name", "/von/adresse"], "role": "/von/art", "time": "am",
           "private": "intern", "attachments": "dateien"}}}
        """#

    private static let export = #"""
        {"export": {"vorgaenge": [
          {"nummer": 17, "bearbeiter": {"name": "Mia"}, "status": "closed", "marken": ["a", {"name": "b"}], "note": "5", "nachrichten": [
            {"inhalt": "<p>Wo bleibt <b>es</b>?</p>", "von": {"adresse": "kim@example.net", "art": "Kunde"}, "am": "2026-01-05T10:00:00Z"},
            {"alt": {"inhalt": "Es kommt."}, "von": {"name": "Mia", "art": "Mitarbeiter"}, "am": 1767607800},
            {"inhalt": "intern", "von": {"name": "Mia", "art": "Mitarbeiter"}, "intern": 1},
            {"inhalt": "", "von": {"art": "Kunde"}, "dateien": [{"name": "a.png"}]}]},
          {"nummer": "18", "nachrichten": []}]}}
        """#

    @Test func aNestedExportIsRead() throws {
        let outcome = try read(Self.export, settings: try settings(Self.mapping).settings)
        #expect(outcome.codes == [] && outcome.format == "acme")
        #expect(outcome.transcripts.map(\.id) == ["17", "18"])
        let transcript = try #require(outcome.transcripts.first)
        #expect(transcript.channel == .email && transcript.agent == "Mia" && transcript.state == .closed && transcript.csat == 5)
        #expect(transcript.tags == ["a", "b"])
        #expect(transcript.messages.map(\.text) == ["Wo bleibt es?", "Es kommt.", "intern", "[attachment: a.png]"])
        #expect(transcript.messages.map(\.role) == [.customer, .agent, .note, .customer])
        #expect(transcript.messages.map(\.author) == ["kim@example.net", "Mia", "Mia", nil])
    }

    @Test func otherFormatsAreStillRecognised() throws {
        let outcome = try read(#"{"id":"1","messages":[{"role":"agent","text":"Hi"}]}"#, settings: try settings(Self.mapping).settings)
        #expect(outcome.format == "tact")
    }

    private static func flat(_ more: String) -> String {
        #"{"mapping": {"name": "flat", \#(more) "fields": {"id": "t", "text": "b", "role": "r"}}}"#
    }

    @Test(arguments: [
        #"[{"t":1,"b":"Hi","r":"customer"},{"t":2,"b":"Yo","r":"customer"},{"t":1,"b":"Hello","r":"agent"}]"#,
        "{\"t\":1,\"b\":\"Hi\",\"r\":\"customer\"}\n{\"t\":2,\"b\":\"Yo\",\"r\":\"customer\"}\n{\"t\":1,\"b\":\"Hello\",\"r\":\"agent\"}",
    ])
    func messagesAreGroupedByTheirIds(_ json: String) throws {
        let outcome = try read(json, settings: try settings(Self.flat("")).settings)
        #expect(outcome.codes == [])
        #expect(outcome.transcripts.map { "\($0.id): \($0.messages.map(\.text))" } == [#"1: ["Hi", "Hello"]"#, #"2: ["Yo"]"#])
    }

    @Test func messagesInAListAreGroupedToo() throws {
        let json = #"{"rows":[{"t":1,"b":"Hi","r":"customer"},{"t":1,"b":"Hello","r":"agent"}]}"#
        let outcome = try read(json, settings: try settings(Self.flat(#""conversations": "rows","#)).settings)
        #expect(outcome.codes == [] && outcome.transcripts.map(\.messages.count) == [2])
    }

    /// A list right below the file's object is streamed: the first conversations come before the last is read.
    @Test func listsAreStreamed() throws {
        let conversations = (1...3).map { #"{"t":\#($0),"m":[{"b":"Hi","r":"customer"}]}"# }.joined(separator: ",")
        let mapping = #"{"mapping":{"conversations":"/rows","messages":"m","fields":{"id":"t","text":"b","role":"r"}}}"#
        let outcome = try read("{\"rows\":[\(conversations),{\"t\":4,\"m\":", settings: try settings(mapping).settings)
        #expect(outcome.transcripts.map(\.id) == ["1", "2", "3"] && outcome.codes == ["truncated"])
    }

    @Test(arguments: [
        (#"[{"t":1,"b":"Hi","r":"boss"}]"#, "unknown-word", "/0"), (#"[{"t":1,"b":"Hi","r":"agent"},{"b":"Yo"}]"#, "missing-id", "/1"),
        (#"[{"t":1,"b":"Hi","r":"agent"},7]"#, "wrong-type", "/1"),
    ])
    func whatDoesNotFitIsReported(_ json: String, code: String, pointer: String) throws {
        let outcome = try read(json, settings: try settings(Self.flat("")).settings)
        #expect(outcome.codes == [code])
        #expect(outcome.rejected.first?.place?.pointer?.hasPrefix(pointer) != false)
    }

    @Test(arguments: [("a", "/a"), ("/a/b", "/a/b"), ("/a~1b/~0", "/a~1b/~0"), ("a/b", "/a~1b")])
    func pathsAreKeysOrPointers(_ text: String, pointer: String) { #expect(JSONPath(text).pointer == pointer) }
}
