import Mutations
import TestSupport
import Testing

@testable import TranscriptFormats

@Suite struct JSONFaultTests {
    private func firstFault(_ bytes: [UInt8], depthLimit: Int = 64) -> JSONFault? {
        bytes.withUnsafeBufferPointer { JSONFault.first(in: $0, depthLimit: depthLimit) }
    }

    private func firstFault(_ text: String, depthLimit: Int = 64) -> JSONFault? { firstFault(Array(text.utf8), depthLimit: depthLimit) }

    @Test(arguments: [
        "{}", "[]", "0", "-0.5e+3", "\"\"", " [1, {\"a\": [true, false, null]}] ", #"{"a":"\"\\\/\b\f\n\r\t\u00e9"}"#, "\"\u{10FFFF}\"",
        "[[],[[]],{}]",
    ])
    func soundTextHasNone(_ text: String) { #expect(firstFault(text) == nil) }

    @Test(arguments: [
        ("", 0, JSONFault.Kind.truncated), ("{", 1, .truncated), (#"{"a"#, 3, .truncated), (#"{"a":"#, 5, .truncated),
        ("[1,", 3, .truncated),
        ("[tru", 4, .truncated), (#"["\u00"#, 6, .truncated), ("[12", 3, .truncated), (#"["a\"#, 4, .truncated),
        ("[1,]", 2, .badJSON), ("{,}", 1, .badJSON), ("[1 2]", 3, .badJSON), (#"{"a" 1}"#, 5, .badJSON), ("{a:1}", 1, .badJSON),
        ("[01]", 1, .badJSON),
        ("[1.]", 1, .badJSON), ("[+1]", 1, .badJSON), ("[1e]", 1, .badJSON), ("[1e999]", 1, .badJSON),
        ("[18446744073709551616]", 1, .badJSON),
        (#"["\x"]"#, 2, .badJSON), (#"["\u12g4"]"#, 2, .badJSON), ("[\"\n\"]", 2, .badJSON), ("[tRue]", 1, .badJSON),
        ("{} {}", 3, .badJSON),
        ("]", 0, .badJSON), ("[}", 1, .badJSON), ("['a']", 1, .badJSON), ("// x", 0, .badJSON),
    ])
    func eachMistakeHasItsPlace(_ text: String, offset: Int, kind: JSONFault.Kind) throws {
        let fault = try #require(firstFault(text))
        #expect(fault.bytes.lowerBound == offset)
        #expect(fault.kind == kind)
    }

    @Test func nestingHasALimit() throws {
        #expect(firstFault(String(repeating: "[", count: 8) + "1" + String(repeating: "]", count: 8), depthLimit: 8) == nil)
        let deep = try #require(firstFault(String(repeating: "[", count: 100_000), depthLimit: 8))
        #expect(deep.kind == .tooDeep)
        #expect(deep.bytes == 9..<10)
    }

    @Test func anotherEncodingIsNoMistake() throws {
        #expect(firstFault(Array("[\"caf".utf8) + [0xE9, 0x22, 0x5D]) == nil)
        let behind = try #require(firstFault(Array("[\"caf".utf8) + [0xE9, 0x22, 0x2C, 0x5D]))
        #expect(behind.kind == .badJSON && behind.bytes.lowerBound == 7)
        let cut = try #require(firstFault(Array("[\"caf".utf8) + [0xC3]))
        #expect(cut.kind == .truncated)
    }

    /// Where simdjson accepts a text the finder finds nothing, and where simdjson refuses, it says where: the two never disagree.
    @Test(arguments: Fixture.all.filter { !$0.file.hasSuffix("csv") }) func agreesWithSimdjson(_ fixture: Fixture) throws {
        let original = try fixture.bytes()
        let document = try JSONDocument(depthLimit: 12)
        var numbers = SeededGenerator(seed: 77)
        for round in 0..<150 {
            let bytes = Mutator.damaged(original, &numbers)
            let parsed = bytes.withUnsafeBufferPointer { bytes in Result { () throws(JSONDocument.Failure) in try document.parse(bytes) } }
            switch parsed {
            case .success: #expect(firstFault(bytes, depthLimit: 12) == nil, "round \(round)")
            // Halves of surrogate pairs, and another encoding, which are no mistakes of syntax.
            case .failure(.badString): break
            case .failure where String(validating: bytes, as: UTF8.self) == nil: break
            case .failure: #expect(firstFault(bytes, depthLimit: 12) != nil, "round \(round)")
            }
        }
    }
}
