import Testing

@testable import Diagnostics

@Suite struct ObjectReaderTests {
    private func read(_ text: String, _ body: (inout ObjectReader) -> Void) throws -> [Diagnostic] {
        let source = SourceText(file: "t.json", text: text)
        let collector = DiagnosticCollector(source)
        var object = try #require(JSONCursor(try JSONParser.parse(source), collector: collector).object)
        body(&object)
        return collector.diagnostics
    }

    @Test func `unknown key with a suggestion, at the key`() throws {
        let diagnostics = try read("{\n  \"phrazes\": 1\n}") { object in
            _ = object.optional("phrases")
            object.finish()
        }
        #expect(diagnostics.map(\.code) == ["unknown-key"])
        #expect(diagnostics[0].help == "did you mean “phrases”?")
        #expect(diagnostics[0].place?.line == 2)
        #expect(diagnostics[0].place?.pointer == "/phrazes")
        #expect(diagnostics[0].place?.excerpt == .init(text: "  \"phrazes\": 1", underline: 2..<11))
    }

    @Test func `a repeated key is reported where it is repeated`() throws {
        let diagnostics = try read("{\"a\": 1, \"a\": 2}") { _ = $0.optional("a")?.number }
        #expect(diagnostics.map(\.code) == ["duplicate-key"])
        #expect(diagnostics[0].place?.column == 10)
    }

    @Test func `missing keys and wrong types come out together`() throws {
        let diagnostics = try read("{\"a\": \"x\"}") { object in
            #expect(object.required("a")?.number == nil)
            #expect(object.required("b")?.number == nil)
        }
        #expect(diagnostics.map(\.code) == ["wrong-type", "missing-key"])
    }

    @Test func `a pointer escapes what RFC 6901 asks for`() throws {
        let diagnostics = try read("{\"a/b~c\": 1}") { _ = $0.optional("a/b~c")?.string }
        #expect(diagnostics[0].place?.pointer == "/a~1b~0c")
    }

    @Test(arguments: [
        (#""calm dwn""#, 5..<8, 6..<9), (#""é dwn""#, 3..<6, 4..<7), (#""\u00e9 dwn""#, 3..<6, 8..<11),
        (#""\ud83d\ude00 dwn""#, 5..<8, 14..<17), (#""\" dwn""#, 2..<5, 4..<7),
    ])
    func `a part of a string is found through its escapes`(value: String, part: Range<Int>, expected: Range<Int>) throws {
        let diagnostics = try read("{\"\":\(value)}") { $0.optional("")?.report("x", "x", part: part) }
        // The value begins four bytes in, after `{"":`.
        #expect(diagnostics[0].place?.bytes == expected.lowerBound + 4..<expected.upperBound + 4)
    }

    @Test func `words and ranges`() throws {
        enum Size: String, CaseIterable { case small, large }
        let diagnostics = try read("{\"a\": \"smal\", \"b\": 11, \"c\": 1.5}") { object in
            #expect(object.optional("a")?.word(Size.self) == nil)
            #expect(object.optional("b")?.integer(in: 0...10) == nil)
            #expect(object.optional("c")?.integer(in: 0...10) == nil)
        }
        #expect(diagnostics.map(\.code) == ["unknown-word", "out-of-range", "out-of-range"])
        #expect(diagnostics[0].help == "did you mean “small”?")
    }
}
