import Diagnostics
import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

/// Settings as a source of tactd's configuration has them, and what is wrong with them.
func settings(_ json: String) throws -> (settings: FormatSettings, diagnostics: [Diagnostic]) {
    let collector = DiagnosticCollector(SourceText(file: "settings.json", bytes: Array(json.utf8)))
    var settings = FormatSettings()
    settings.read(JSONCursor(try JSONParser.parse(collector.source), collector: collector)) { place in
        place == "Europe/Berlin"
            ? Array("TZif".utf8) + [UInt8](repeating: 0, count: 32) + [0, 0, 0, 1, 0, 0, 0, 0] + [0, 0, 14, 16, 0, 0] : nil
    }
    return (settings, collector.diagnostics)
}

@Suite struct FormatSettingsTests {
    @Test(arguments: [
        ("Mia Lang", true), ("mia lang ", true), ("mia@example.com", true), ("x@mail.example.com", true), ("x@notexample.com", false),
        ("4711", true), ("471", false), ("", false), ("@example.com", true), ("x@", false),
    ])
    func agentsAreNamesAddressesIdsAndDomains(_ identity: String, isAgent: Bool) {
        #expect(AgentList(["Mia Lang", "mia@example.com", "@Example.com", "4711"]).contains(identity) == isAgent)
    }

    @Test func everyKeyIsRead() throws {
        let (settings, diagnostics) = try settings(
            #"{"channel":"chat","agents":["Mia"],"roles":{"Berater":"agent","Kunde":"customer"},"time_zone":"Europe/Berlin"}"#)
        #expect(diagnostics.isEmpty)
        #expect(settings.channel == .chat && settings.agents.entries == ["Mia"] && settings.timeZoneName == "Europe/Berlin")
        #expect(settings.role(ofWord: "berater") == .agent && settings.role(ofName: "Kunde 7") == .customer)
        #expect(settings.role(ofName: "Mia") == .agent && settings.role(ofWord: "agent") == .agent && settings.role(ofWord: "x") == nil)
        #expect(settings.description.map(\.key) == ["channel", "agents", "roles", "time_zone"])
    }

    @Test(arguments: [
        (#"{"time_zone":"Europe/Berln"}"#, "bad-time-zone"), (#"{"time_zone":"../x"}"#, "bad-time-zone"),
        (#"{"chanel":"chat"}"#, "unknown-key"),
        (#"{"roles":{"x":"boss"}}"#, "unknown-word"), (#"{"agents":[1]}"#, "wrong-type"), (#"{"mapping":{}}"#, "missing-key"),
        (#"{"mapping":{"fields":{"text":"/body"}}}"#, "missing-key"), (#"{"mapping":{"fields":{"role":"/type"}}}"#, "missing-key"),
        (#"{"mapping":{"fields":{"text":"","role":"r"}}}"#, "wrong-type"),
        (#"{"mapping":{"fields":{"txt":"a","text":"b","role":"r"}}}"#, "unknown-key"),
        (#"{"mapping":{"fields":{"text":"b","role":{"valu":"x"}}}}"#, "missing-key"),
    ])
    func mistakesAreReported(_ json: String, code: String) throws {
        let diagnostic = try #require(try settings(json).diagnostics.first)
        #expect(diagnostic.code == code)
        #expect(diagnostic.help != nil && diagnostic.place?.line == 1)
    }

    /// German words, a clock of one's own and a list of agents, on a table and on a chat log.
    @Test func settingsReachTheFormats() throws {
        var settings = FormatSettings(
            channel: .chat, timeZone: LocalTimeZone(secondsEast: 3600), agents: ["jo"], roleWords: ["berater": .agent])
        let table =
            "conversation_id,role,author,text,time\n1,Berater,A,Hallo,2026-01-05 10:00\n1,,Jo,Hi,2026-01-05 10:01\n1,,Kim,Na,2026-01-05 10:02\n"
        let transcript = try #require(try read(table, settings: settings).transcripts.first)
        #expect(transcript.channel == .chat)
        #expect(transcript.messages.map(\.role) == [.agent, .agent, .customer])
        #expect(transcript.messages.first?.time?.description == "2026-01-05T09:00:00Z")
        settings.agents = AgentList(["Ann"])
        let log = try #require(try read("[12:00] Ann: Hello\n[12:01] Bob: Hi\n", settings: settings).transcripts.first)
        #expect(log.messages.map(\.role) == [.agent, .customer])
    }
}
