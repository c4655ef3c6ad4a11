import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

/// The fixtures of each format convert to what stands beside them.
@Suite struct FixtureTests {
    @Test func theFixturesAreThere() {
        for format in FormatList.formats {
            #expect(Fixture.formats.contains(format.name), "no fixture for \(format.name)")
        }
        #expect(Fixture.negative.count == 6)
    }

    @Test(arguments: Fixture.readable) func converts(_ fixture: Fixture) throws {
        let outcome = try read(fixture.bytes(), name: fixture.file)
        #expect(outcome.codes == [])
        #expect(outcome.format == fixture.folder)
        #expect(outcome.transcripts.map(Fixture.Expected.Conversation.init) == (try fixture.expected().transcripts))
    }

    @Test(arguments: Fixture.readable, [1, 7, 64]) func convertsHoweverTheBytesCome(_ fixture: Fixture, step: Int) throws {
        let outcome = try read(TricklingSource(fixture.bytes(), step: step), name: fixture.file)
        #expect(outcome.transcripts.map(Fixture.Expected.Conversation.init) == (try fixture.expected().transcripts))
    }

    @Test(arguments: Fixture.readable) func convertsFromUTF16(_ fixture: Fixture) throws {
        let text = try #require(String(validating: fixture.bytes(), as: UTF8.self)).drop { $0 == "\u{FEFF}" }
        let units: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let outcome = try read(TricklingSource(units, step: 1001), name: fixture.file)
        #expect(outcome.transcripts.map(Fixture.Expected.Conversation.init) == (try fixture.expected().transcripts))
    }

    @Test(arguments: Fixture.negative) func saysWhyNot(_ fixture: Fixture) throws {
        let outcome = try read(fixture.bytes(), name: fixture.file)
        #expect(outcome.codes == [try #require(fixture.expected().reason)])
        let diagnostic = try #require((outcome.thrown + outcome.rejected).first)
        #expect(diagnostic.place?.file == fixture.file)
        #expect(diagnostic.help != nil)
    }

    /// Half a file of lines still has whole ones; only what was never recognised gives nothing.
    @Test func whatWasWholeBeforeTheCutIsRead() throws {
        let outcome = try read(Repository.bytes("Tests/Fixtures/formats/_negative/6.ndjson"), name: "6.ndjson")
        #expect(outcome.transcripts.map(\.id) == ["4101"])
        #expect(outcome.rejected.map(\.code) == ["truncated"])
        #expect(outcome.rejected.first?.place?.line == 2)
    }

    @Test func anUnknownFileSaysWhatWasLookedFor() throws {
        let outcome = try read(Repository.bytes("Tests/Fixtures/formats/_negative/4.json"), name: "4.json")
        let diagnostic = try #require(outcome.thrown.first)
        #expect(diagnostic.message.contains("“object”, “data”"))
        for format in FormatList.formats.filter({ $0 is any JSONFormat }) {
            #expect(diagnostic.help?.contains(format.name) == true)
        }
    }

    /// What lies about on a machine is no export, whatever it begins with.
    @Test(arguments: [
        "[section]\nkey = value\n", "[![Build](x.svg)](y)\n# Title\n", "# Title\n\nFrom: the beginning\n", "key: value\nother: value\n",
        "Dear all,\n\nNote: this is a letter.\nYours: truly\n", "2026-01-05 10:00:00 INFO started\n2026-01-05 10:00:01 INFO: ready\n",
        "<html><p>Hi</p>",
        "a,b,c\n1,2,3\n", "{\"name\":\"package\",\"version\":\"1.0.0\",\"messages\":{}}", "[1, 2, 3]", "[true]",
        "import Foundation\n\nlet x: Int = 1\n",
        "{\"data\":[{\"id\":1,\"type\":\"user\",\"attributes\":{\"name\":\"x\"}}]}", "{\"results\":[]}", "{\"entries\":[]}",
    ])
    func whatIsNoExportIsUnknown(_ text: String) throws {
        let outcome = try read(text, name: "README")
        #expect(outcome.codes == ["unknown-format"] && outcome.transcripts.isEmpty)
    }
}
