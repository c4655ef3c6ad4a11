import Diagnostics
import Mutations
import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

/// What exports do to keys: another order, new ones, none, null, another type.
@Suite struct KeyTests {
    static let fixtures = Fixture.readable.filter { fixture in
        let bytes = (try? fixture.bytes()) ?? []
        return [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(bytes.first { !$0.isJSONSpace && $0 < 0x80 } ?? 0)
            && (try? JSONSketch.values(of: bytes)) != nil
    }

    static let folders = Set(fixtures.map(\.folder)).sorted()

    private static func text(_ values: [JSONSketch]) -> String { values.map(\.text).joined(separator: "\n") }

    @Test(arguments: fixtures) func theOrderOfKeysAndUnknownOnesChangeNothing(_ fixture: Fixture) throws {
        let values = try JSONSketch.values(of: try fixture.bytes())
        var numbers = SeededGenerator(seed: 11)
        for _ in 0..<6 {
            let outcome = try read(Self.text(values.map { $0.shuffled(&numbers) }), name: fixture.file)
            #expect(outcome.codes == [] && outcome.format == fixture.folder)
            #expect(outcome.transcripts.map(Fixture.Expected.Conversation.init) == (try fixture.expected().transcripts))
        }
    }

    /// Null is worth as much as no key, and no type is worth a trap.
    @Test(arguments: fixtures) func nullIsAbsentAndAnyTypeIsBorne(_ fixture: Fixture) throws {
        let values = try JSONSketch.values(of: try fixture.bytes())
        let types = ["{}", "[]", "7", "-1e30", "\"\"", "\"x\"", "true", "[null]", "[[]]", "{\"a\":{}}"]
        for (index, path) in Set(values.flatMap { $0.paths() }).sorted().enumerated() {
            let outcomes = try [nil, "null"].map { value in
                try read(Self.text(values.map { $0.replacing(path, with: value.map { .scalar($0) }) }), name: fixture.file)
            }
            // A key that is there shows the format all the same where it has no value, as a message of attachments alone has no text.
            if outcomes[0].format == outcomes[1].format {
                #expect(outcomes[0].transcripts == outcomes[1].transcripts, "\(path)")
                #expect(outcomes[0].codes == outcomes[1].codes, "\(path)")
            }
            for value in [types[index % types.count], types[(index * 7 + 3) % types.count]] {
                let outcome = try read(Self.text(values.map { $0.replacing(path, with: .scalar(value)) }), name: fixture.file)
                #expect((outcome.rejected + outcome.thrown).allSatisfy { $0.help != nil }, "\(path) as \(value)")
            }
        }
    }

    /// What each key is for: what changes without it. All others are optional in every sense.
    @Test(arguments: folders) func whatEachKeyIsFor(_ folder: String) throws {
        var lines: [String] = []
        for fixture in Self.fixtures where fixture.folder == folder {
            let values = try JSONSketch.values(of: try fixture.bytes())
            let whole = try read(Self.text(values), name: fixture.file)
            let paths = Set(values.flatMap { $0.paths() }).sorted()
            let effects = try paths.compactMap { path -> String? in
                let outcome = try read(Self.text(values.map { $0.replacing(path, with: nil) }), name: fixture.file)
                return Self.difference(whole, outcome).map { "  \(path.dropFirst(path.hasPrefix(".") ? 1 : 0)): \($0)" }
            }
            lines += ["\(fixture.file)"] + effects + ["  and \(paths.count - effects.count) keys without which nothing changes"]
        }
        try expectGolden("formats/keys/\(folder).txt", lines.joined(separator: "\n") + "\n")
    }

    private static func difference(_ whole: Outcome, _ less: Outcome) -> String? {
        guard less.format == whole.format else { return less.format.map { "it is taken for \($0)" } ?? less.codes.joined(separator: ", ") }
        guard less.codes == whole.codes else { return less.codes.joined(separator: ", ") }
        guard less.transcripts.count == whole.transcripts.count else { return "other conversations" }
        let pairs = zip(whole.transcripts, less.transcripts)
        let same = pairs.allSatisfy { $0.messages.count == $1.messages.count }
        let messages = zip(whole.transcripts.flatMap(\.messages), less.transcripts.flatMap(\.messages))
        let parts: [(String, Bool)] = [
            ("ids", pairs.allSatisfy { $0.id == $1.id }), ("channel", pairs.allSatisfy { $0.channel == $1.channel }),
            ("language", pairs.allSatisfy { $0.language == $1.language }), ("agent", pairs.allSatisfy { $0.agent == $1.agent }),
            ("state", pairs.allSatisfy { $0.state == $1.state }), ("queue", pairs.allSatisfy { $0.queue == $1.queue }),
            ("tags", pairs.allSatisfy { $0.tags == $1.tags }), ("csat", pairs.allSatisfy { $0.csat == $1.csat }), ("messages", same),
            ("roles", !same || messages.allSatisfy { $0.role == $1.role }),
            ("authors", !same || messages.allSatisfy { $0.author == $1.author }),
            ("times", !same || messages.allSatisfy { $0.time == $1.time }), ("texts", !same || messages.allSatisfy { $0.text == $1.text }),
        ]
        let changed = parts.filter { !$0.1 }.map(\.0)
        return changed.isEmpty ? nil : changed.joined(separator: ", ")
    }
}
