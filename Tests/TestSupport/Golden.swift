import Foundation
import Testing

/// Expects `text` to be what the golden file `Tests/Golden/NAME` holds.
///
/// With `UPDATE_GOLDEN=1` in the environment the file is written instead; read the difference before committing it.
public func expectGolden(_ name: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let url = Repository.url("Tests/Golden").appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return
    }
    let golden = try #require(
        try? String(contentsOf: url, encoding: .utf8), "no golden file \(name): run with UPDATE_GOLDEN=1 and read what it writes",
        sourceLocation: sourceLocation)
    #expect(text == golden, "differs from Tests/Golden/\(name)", sourceLocation: sourceLocation)
}
