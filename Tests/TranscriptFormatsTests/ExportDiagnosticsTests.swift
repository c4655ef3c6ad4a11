import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import TranscriptFormats

/// Every code that people can meet who hand over exports: it is documented in `DIAGNOSTICS.md` beside the sources, and an export shows it.
///
/// A new code needs an entry there, an export `Tests/Fixtures/export-diagnostics/CODE.ext` that gives it (further ones are `CODE-2.ext` …;
/// settings for it are `CODE.settings.json`), and its golden file, which `UPDATE_GOLDEN=1 swift test` writes.
@Suite struct ExportDiagnosticsTests {
    private static let folder = "Tests/Fixtures/export-diagnostics"
    private static let document = "Sources/TranscriptFormats/DIAGNOSTICS.md"

    /// Those that no export gives, and why.
    private static let unshown = [
        "missing-library": "GMime is installed where tests run; `EmailTests` asks for the error itself",
        "out-of-memory": "memory does not run out on demand",
    ]

    /// An export, and the settings that it is read with.
    struct Example: CustomTestStringConvertible, Sendable {
        let name: String
        let bytes: [UInt8]
        var settings: String?

        var stem: String { String(name.prefix { $0 != "." }) }
        var code: String { stem.replacing(/-\d+$/, with: "") }
        var testDescription: String { name }
    }

    static var examples: [Example] { (files + packed).sorted { $0.name < $1.name } }

    // MARK: Tests

    @Test(arguments: examples)
    func `an export gives its code and no other, with place and help`(_ example: Example) throws {
        let diagnostics = try Self.diagnostics(of: example)
        #expect(Set(diagnostics.map(\.code)) == [example.code])
        for diagnostic in diagnostics {
            #expect(diagnostic.place?.file.isEmpty == false)
            #expect(!(diagnostic.help ?? "").isEmpty)
            #expect(!diagnostic.message.hasSuffix(".") && !diagnostic.message.isEmpty)
        }
        try expectGolden("formats/diagnostics/\(example.stem).txt", diagnostics.map(describe).joined(separator: "\n"))
    }

    @Test func `the codes of the sources, the documentation and the exports are the same`() throws {
        let sources = try Self.codes()
        let shown = Set(Self.examples.map(\.code))
        let documented = try Repository.text(Self.document).matches(of: /(?m)^### ([a-z0-9-]+)$/).map { String($0.1) }
        #expect(sources.count >= 30)
        #expect(sources.subtracting(documented) == [], "no entry in \(Self.document)")
        #expect(Set(documented).subtracting(sources) == [], "an entry in \(Self.document) for a code that no source gives")
        #expect(sources.subtracting(shown) == Set(Self.unshown.keys), "no export in \(Self.folder)")
        #expect(shown.subtracting(sources) == [], "an export for a code that no source gives")
        #expect(Set(documented).count == documented.count)
    }

    @Test func `each golden file belongs to an export`() throws {
        let golden = try FileManager.default.contentsOfDirectory(atPath: Repository.url("Tests/Golden/formats/diagnostics").path())
        #expect(Set(golden) == Set(Self.examples.map { "\($0.stem).txt" }))
    }

    @Test func `the documentation says what it means, shows it, and what to do, in an order that can be searched`() throws {
        for section in try Repository.text(Self.document).components(separatedBy: "\n## ").dropFirst() {
            let entries = section.components(separatedBy: "\n### ").dropFirst()
            for entry in entries {
                let body = entry.split(separator: "\n", maxSplits: 1).last ?? ""
                #expect(body.contains("`"), "an example: \(entry.prefix(30))")
                #expect(body.contains("→"), "what to do: \(entry.prefix(30))")
            }
            let codes = entries.map { $0.prefix { $0 != "\n" } }
            #expect(codes == codes.sorted() && !codes.isEmpty, "\(section.prefix(30))")
        }
    }

    // MARK: Examples

    private static var files: [Example] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Repository.url(folder).path())) ?? []
        return names.filter { !$0.hasPrefix(".") && !$0.hasSuffix(".settings.json") }.compactMap { name in
            guard let bytes = try? Repository.bytes("\(folder)/\(name)") else { return nil }
            let stem = name.prefix { $0 != "." }
            return Example(name: name, bytes: bytes, settings: try? Repository.text("\(folder)/\(stem).settings.json"))
        }
    }

    /// Archives, which are made here so that people can read what is in them.
    private static var packed: [Example] {
        let chat = Array(#"{ "id": "4101", "messages": [{ "role": "customer", "text": "Where is my parcel?" }] }"#.utf8)
        let gzip = Packed.gzip(chat)
        let zip = Packed.zip([("chat.json", chat)])
        let large = chat + [UInt8](repeating: UInt8(ascii: " "), count: 10_000)
        return [
            Example(name: "bad-archive.json.gz", bytes: gzip.prefix(20) + [0xFF, 0xFF] + gzip.dropFirst(22)),
            Example(name: "bad-archive-2.zip", bytes: damaged(zip)),
            Example(name: "empty-file-2.zip", bytes: Packed.zip([(name: String, text: String)]())),
            Example(name: "encrypted.zip", bytes: Packed.zip([("chat.json", chat)], password: "secret")),
            Example(name: "file-too-large.zip", bytes: Packed.zip([("chat.json", large)])),
            Example(name: "truncated-4.json.gz", bytes: Array(gzip.dropLast(12))),
            Example(name: "truncated-5.zip", bytes: Array(zip.prefix(80))),
        ]
    }

    /// A zip archive with something else in the middle of what is compressed.
    private static func damaged(_ zip: [UInt8]) -> [UInt8] {
        zip.enumerated().map { 60..<70 ~= $0 ? 0xFF : $1 }
    }

    /// What reading an export says of its settings and of itself, with limits that a small export can reach.
    private static func diagnostics(of example: Example) throws -> [Diagnostic] {
        var limits = ReadLimits()
        limits.fileBytes = 4000
        limits.wholeFileBytes = 2500
        limits.recordBytes = 2000
        limits.textBytes = 300
        limits.depth = 10
        limits.messages = 8
        let settings = try example.settings.map { try TranscriptFormatsTests.settings($0) }
        let outcome = try read(
            TricklingSource(example.bytes, step: 64), name: example.name, limits: limits, settings: settings?.settings ?? FormatSettings())
        return (settings?.diagnostics ?? []) + outcome.rejected + outcome.thrown
    }

    // MARK: Codes

    /// The string literals of the sources that stand where a code does.
    private static func codes() throws -> Set<String> {
        let sources = "Sources/TranscriptFormats"
        let literal = /(?:RecordError\(|report\(|diagnostic\(|code:)\s*(?:\w+ \? "([a-z0-9-]+)" : )?"([a-z0-9-]+)"/
        let constant = /(?:case|static let) \w+ = "([a-z0-9-]+)"/
        var codes: Set<String> = ["truncated"]
        for file in try FileManager.default.subpathsOfDirectory(atPath: Repository.url(sources).path()) where file.hasSuffix(".swift") {
            let text = try Repository.text("\(sources)/\(file)")
            for match in text.matches(of: literal) { codes.formUnion([match.1, match.2].compactMap { $0.map { String($0) } }) }
            guard ["JSON/JSONFault.swift", "Formats/Email/EmailReader.swift"].contains(file) else { continue }
            codes.formUnion(text.matches(of: constant).map { String($0.1) })
        }
        return codes
    }
}
