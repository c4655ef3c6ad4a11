import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

/// Damage as it comes over the wire and from programs: flipped bytes, cuts, pieces that are gone, doubled or of another kind.
struct Mutator {
    private var numbers: SeededGenerator

    init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

    private static let pieces = [
        "null", "{}", "[]", "\"\"", "1e999", "-1", "99999999999999999999999", "1e-400", "true", "[[[[[[", "}}}}}", "\"\\ud800\"", "\\",
        "\"", "\n", "\r",
        "\u{0}", "\u{FEFF}", "<blockquote>", "<b", "&#0;", "&#x110000;", "[12:03] ", "*** ", ",,,,", ";", "\t", "+99:99:99.9", "1.77E+15",
        "9223372036854775807", "-9223372036854775808", "03/04/2026", ": ",
    ].map { Array($0.utf8) }

    mutating func mutated(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &numbers) where !bytes.isEmpty { mutate(&bytes) }
        return bytes
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        let range = range(in: bytes)
        switch Int.random(in: 0..<8, using: &numbers) {
        case 0: bytes[range.lowerBound] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
        case 1: bytes[range.lowerBound] = UInt8.random(in: 0...255, using: &numbers)
        case 2: bytes.removeLast(bytes.count - range.lowerBound)
        case 3: bytes.removeSubrange(range)
        case 4: bytes.insert(contentsOf: bytes[range], at: range.upperBound)
        case 5: bytes.insert(contentsOf: Self.pieces.randomElement(using: &numbers) ?? [], at: range.lowerBound)
        default: replaceValue(in: &bytes, near: range.lowerBound)
        }
    }

    /// Puts another value in the place of what stands between a colon and the next comma, bracket or line end.
    private mutating func replaceValue(in bytes: inout [UInt8], near position: Int) {
        guard let colon = bytes[position...].firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ",") }) else { return }
        let end = bytes[(colon + 1)...].firstIndex { ",}]\n".utf8.contains($0) } ?? bytes.count
        bytes.replaceSubrange(colon + 1..<end, with: Self.pieces.randomElement(using: &numbers) ?? [])
    }

    private mutating func range(in bytes: [UInt8]) -> Range<Int> {
        let from = Int.random(in: 0..<bytes.count, using: &numbers)
        return from..<min(bytes.count, from + Int.random(in: 1...60, using: &numbers))
    }
}

@Suite struct MutationTests {
    /// Whatever is damaged: no trap, transcripts that hold together, and diagnostics that say where and what to do.
    @Test(arguments: Fixture.all) func damagedExportsGiveTranscriptsOrReasons(_ fixture: Fixture) throws {
        let original = try fixture.bytes()
        var mutator = Mutator(seed: UInt64(original.count))
        for round in 0..<250 {
            let bytes = mutator.mutated(original)
            let outcome = try read(TricklingSource(bytes, step: round % 3 == 0 ? 17 : 1 << 16), name: "damaged.json")
            for transcript in outcome.transcripts {
                #expect(!transcript.id.isEmpty)
                #expect(transcript.messages.map(\.index) == Array(transcript.messages.indices))
                #expect(try read(TranscriptWriter.line(transcript)).transcripts == [transcript], "round \(round)")
            }
            for diagnostic in outcome.rejected + outcome.thrown {
                #expect(diagnostic.place?.file == "damaged.json", "round \(round)")
                #expect(diagnostic.place?.bytes.map { $0.upperBound <= bytes.count } ?? true, "round \(round)")
                #expect(diagnostic.help != nil, "round \(round): \(diagnostic.message)")
            }
            #expect(outcome.rejected.allSatisfy { $0.place?.line != nil }, "round \(round)")
        }
    }
}
