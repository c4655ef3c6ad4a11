import Diagnostics
import TestSupport
import Testing

@testable import TranscriptFormats

/// Programs write the keys of an object in any order, and add keys of their own: neither says anything.
@Suite struct KeyOrderTests {
    enum Way: CaseIterable { case sorted, reversed, crowded }

    private static let fixtures = Fixture.readable.filter { $0.file.hasSuffix(".json") }

    @Test(arguments: fixtures, Way.allCases) func keysMayComeInAnyOrder(_ fixture: Fixture, way: Way) throws {
        let bytes = try fixture.bytes()
        let value = try JSONParser.parse(SourceText(file: fixture.file, bytes: bytes), depthLimit: 64)
        let outcome = try read(Self.text(of: value, in: bytes, way: way), name: fixture.file)
        #expect(outcome.codes == [])
        #expect(outcome.format == fixture.folder)
        #expect(outcome.transcripts.map(Fixture.Expected.Conversation.init) == (try fixture.expected().transcripts))
    }

    /// JSON with the keys of each object in the wanted order; `crowded` puts a key that no format knows before them.
    private static func text(of node: JSONNode, in bytes: [UInt8], way: Way) -> String {
        switch node.content {
        case .object(let members):
            let sorted = members.sorted { way == .reversed ? $0.name > $1.name : $0.name < $1.name }
            let written = sorted.map { "\"\($0.name)\":\(text(of: $0.value, in: bytes, way: way))" }
            return "{\(((way == .crowded ? [#""!x":{"data":[{"!y":null}]}"#] : []) + written).joined(separator: ","))}"
        case .array(let elements): return "[\(elements.map { text(of: $0, in: bytes, way: way) }.joined(separator: ","))]"
        default: return String(decoding: bytes[node.bytes], as: UTF8.self)
        }
    }
}
