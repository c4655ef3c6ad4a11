import Mutations
import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct MutationTests {
    /// Whatever is damaged: no trap, transcripts that hold together, and diagnostics that say where and what to do.
    @Test(arguments: Fixture.all) func damagedExportsGiveTranscriptsOrReasons(_ fixture: Fixture) throws {
        let original = try fixture.bytes()
        var numbers = SeededGenerator(seed: UInt64(original.count))
        for round in 0..<250 {
            let bytes = round % 2 == 0 ? Mutator.damaged(original, &numbers) : Mutator.rebuilt(original, &numbers)
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
