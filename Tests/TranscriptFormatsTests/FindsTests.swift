import Foundation
import TestSupport
import Testing

@testable import TranscriptFormats

/// Inputs that fuzzing and hostile tests found, and that the reader did not bear then.
@Suite struct FindsTests {
    private static let folder = "Tests/Fixtures/finds"
    static let finds = ((try? FileManager.default.contentsOfDirectory(atPath: Repository.url(folder).path)) ?? []).sorted()

    @Test func theFindsAreThere() { #expect(!Self.finds.isEmpty) }

    @Test(arguments: finds) func isBorneNow(_ find: String) throws {
        let outcome = try read(MemorySource(try Repository.bytes("\(Self.folder)/\(find)")), name: "fuzzed.export")
        for transcript in outcome.transcripts { #expect(try read(TranscriptWriter.line(transcript)).transcripts == [transcript]) }
        for diagnostic in outcome.rejected + outcome.thrown {
            #expect(diagnostic.help != nil && diagnostic.place?.file == "fuzzed.export")
        }
    }
}
