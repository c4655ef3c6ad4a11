import TestSupport
import Testing

@testable import Diagnostics

@Suite struct DiagnosticTextTests {
    private static let samples: [Diagnostic] = {
        let pack = SourceText(
            file: "rules/team.json", text: "{\n  \"rules\": {\n    \"x\": {\n      \"triger\": \"@frustration\" } } }\n")
        let hostile = SourceText(
            file: "a\u{1B}[2Jb.json", text: "{\"\t名前 e\u{301}\u{202E}\": \"\u{7}\", \"bad\": 1}")
        let long = SourceText(file: "long.json", text: String(repeating: "x", count: 300) + "HERE" + String(repeating: "y", count: 300))
        let bad = Array(hostile.bytes.indices.filter { hostile.bytes[$0...].starts(with: "\"bad\"".utf8) })
        return [
            Diagnostic(
                code: "unknown-key", "unknown key “triger”", at: pack.place(of: 32..<40, pointer: "/rules/x/triger"),
                help: "did you mean “trigger”?"),
            Diagnostic(.warning, code: "unused", "nothing uses this", at: hostile.place(of: bad[0]..<bad[0] + 5)),
            Diagnostic(.note, code: "wide", "wide characters", at: hostile.place(of: 3..<9)),
            Diagnostic(code: "unexpected-end", "the file ends here", at: pack.place(of: pack.bytes.count..<pack.bytes.count)),
            Diagnostic(code: "long-line", "in a long line", at: long.place(of: 300..<304)),
            Diagnostic(code: "invalid-utf8", "not UTF-8", at: Place(file: "export.gz", bytes: 17..<19), help: "save it\nas UTF-8"),
            Diagnostic(code: "unknown-format", "no format fits", at: Place(file: "notes.doc")),
            Diagnostic(code: "no-rules", "there are no rules", help: "name a pack with --rules"),
            Diagnostic(code: "line-only", "no column", at: Place(file: "t.log", line: 120)),
        ]
    }()

    @Test func looksLikeACompiler() throws {
        try expectGolden("diagnostics/all.txt", DiagnosticText().render(Self.samples))
    }

    @Test func paintsWhenAsked() throws {
        let style = TerminalStyle(hasColour: true)
        try expectGolden("diagnostics/colour.txt", DiagnosticText(style: style).render(Array(Self.samples.prefix(3))))
    }

    @Test func isOneObjectALineForPrograms() throws {
        let lines = DiagnosticJSON.lines(Self.samples)
        #expect(lines.count { $0 == UInt8(ascii: "\n") } == Self.samples.count)
        try expectGolden("diagnostics/all.jsonl", String(decoding: lines, as: UTF8.self))
    }

    @Test func noControlCharacterReachesTheTerminal() {
        let everything = (0...0x2FFF).compactMap { Unicode.Scalar($0) }.map { Character($0) }
        let shown = TerminalText(everything).text
        #expect(shown.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        let joiners: [Unicode.Scalar] = ["\u{200C}", "\u{200D}"]
        #expect(shown.unicodeScalars.allSatisfy { $0.properties.generalCategory != .format || joiners.contains($0) })
        #expect(TerminalText.escaped("a\nb\u{1B}c") == "a\\u{a}b\\u{1b}c")
    }

    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("名", 2), ("Ａ", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇬🇧", 2), ("❤\u{FE0F}", 2), ("❤", 1), ("한", 2),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("क्ष", 2), ("\u{301}", 0), ("…", 1), ("“", 1), ("я", 1), ("ß", 1),
    ])
    func widthsAreThoseOfTerminals(_ text: String, _ width: Int) {
        #expect(text.reduce(0) { $0 + $1.terminalWidth } == width)
    }
}
