import Testing

@testable import Diagnostics

@Suite struct JSONParserTests {
    /// What is reported of a text: `line:column code` of each mistake.
    private func mistakes(_ text: String) -> [String] {
        do {
            _ = try JSONParser.parse(SourceText(file: "t.json", text: text))
            return []
        } catch {
            return error.diagnostics.map { "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.code)" }
        }
    }

    @Test(arguments: [
        ("", "1:1 empty-file"),
        ("{\"a\": 1,\n }", "1:8 trailing-comma"),
        ("[1, 2,]", "1:6 trailing-comma"),
        ("{\"a\" 1}", "1:6 unexpected-character"),
        ("{\"a\": 1 \"b\": 2}", "1:9 unexpected-character"),
        ("{'a': 1}", "1:2 unexpected-character"),
        ("{\n  // note\n}", "2:3 unexpected-character"),
        ("{\"a\": [1, 2}", "1:12 unexpected-character"),
        ("{\"a\": [1, 2", "1:12 unexpected-end"),
        ("{\"a\": \"x\ny\"}", "1:7 control-character"),
        ("{\"a\": \"x", "1:7 unterminated-string"),
        ("\"\\x\"", "1:2 bad-escape"),
        ("\"\\ud800\"", "1:2 bad-escape"),
        ("\"tab\there\"", "1:5 control-character"),
        ("01", "1:1 bad-number"),
        ("1.", "1:1 bad-number"),
        ("1e999", "1:1 bad-number"),
        ("True", "1:1 bad-value"),
        ("{} {}", "1:4 trailing-content"),
        (String(repeating: "[", count: 100), "1:65 too-deep"),
    ])
    func `says what is wrong and where`(text: String, expected: String) {
        #expect(mistakes(text) == [expected])
    }

    @Test func `reports bytes that are not UTF-8`() {
        #expect(throws: DiagnosticsError.self) {
            try JSONParser.parse(SourceText(file: "t.json", bytes: [0x22, 0xFF, 0x22]))
        }
    }

    @Test func `reads what is right`() throws {
        let text = "\u{FEFF}{\"a\": [1, -0.5, 1e3, true, false, null, \"\\u00e9\\ud83d\\ude00\\n\"]}"
        let node = try JSONParser.parse(SourceText(file: "t.json", text: text))
        guard case .object(let members) = node.content, case .array(let elements) = members[0].value.content else {
            Issue.record("not an object of an array")
            return
        }
        let numbers = elements.compactMap { if case .number(let number) = $0.content { number } else { nil } }
        #expect(numbers == [1, -0.5, 1000])
        guard case .string(let string) = elements[6].content else {
            Issue.record("not a string")
            return
        }
        #expect(string == "é😀\n")
    }

    @Test func `never traps on any cut or changed byte`() {
        let text = Array(#"{"a": [1, -0.5e+3, "x\u00e9\ud83d\ude00", {"b": null}], "c": true}"#.utf8)
        var outcomes = 0
        for position in text.indices {
            for bytes in [Array(text[..<position]), text[..<position] + [0xFF] + text[(position + 1)...], Array(text[position...])] {
                do {
                    _ = try JSONParser.parse(SourceText(file: "t", bytes: Array(bytes)))
                    outcomes += 1
                } catch {
                    #expect(error.diagnostics.count == 1 && error.diagnostics[0].help != nil)
                    outcomes += 1
                }
            }
        }
        #expect(outcomes == text.count * 3)
    }
}
