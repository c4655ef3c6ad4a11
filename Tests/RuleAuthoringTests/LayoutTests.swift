import Diagnostics
import Foundation
import RuleAuthoring
import TestSupport
import Testing

@Suite struct LayoutTests {
    private func laidOut(_ text: String) throws -> String { try PackLayout().text(of: SourceText(file: "pack.json", text: text)) }

    private func meaning(_ text: String) throws -> NSObject {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) as? NSObject)
    }

    @Test func `a pack without any layout becomes one that reads well`() throws {
        let text = try Repository.text("Tests/Fixtures/packs/unformatted.json")
        try expectGolden("rules/formatted.json", try laidOut(text))
    }

    @Test(arguments: ["core-en", "customer-en", "agent-en", "dismissive-en", "follow-up-en", "conduct-en"])
    func `the shipped packs are laid out`(name: String) throws {
        let text = try Repository.text("rules/\(name).json")
        let isLaidOut = try laidOut(text) == text
        #expect(isLaidOut, "run: tact rules fmt rules")
    }

    @Test func `what is no JSON is refused with its place`() {
        #expect(throws: DiagnosticsError.self) { try laidOut("{ \"format\": 1, }") }
        #expect(throws: DiagnosticsError.self) { try laidOut("") }
    }

    @Test func `numbers and letters stay as they are written, and what hides is escaped`() throws {
        #expect(try laidOut(#"{"a":1.50e1,"b":"\u00e9\u202e\/\"\\","c":-0}"#) == "{\n  \"a\": 1.50e1,\n  \"b\": \"é\\u202e/\\\"\\\\\",\n  \"c\": -0\n}\n")
    }

    @Test func `laying out twice changes nothing more, and never the meaning`() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<400 {
            let text = RandomPack.text(&random)
            let once = try laidOut(text)
            #expect(try laidOut(once) == once, "\(text)")
            #expect(try meaning(once) == meaning(text), "\(text)")
        }
    }
}

/// JSON that looks like a pack, more or less: known keys and strange ones, in any order, with any layout.
enum RandomPack {
    private static let keys = [
        "format", "pack", "lists", "rules", "kind", "extends", "title", "message", "phrases", "phrases+", "phrases-", "unless", "by", "trigger",
        "examples", "bad", "good", "lines", "when", "within", "scoring", "a", "b+", "", "ключ",
    ]
    private static let strings = [
        "forbid", "follow", "agent", "hello", "C: Hello?", "A: [[No]].", "a\"b\\c\n\u{7}", "é“”", "\u{202E}", "👩‍👩‍👧", String(repeating: "word ", count: 40),
        "not (my|our) (problem|fault|job)", "@apology",
    ]

    static func text(_ random: inout SeededGenerator) -> String {
        "{" + members(depth: 0, &random) + "}"
    }

    private static func members(depth: Int, _ random: inout SeededGenerator) -> String {
        var names = Set<String>()
        let count = Int.random(in: 0...6, using: &random)
        let parts = (0..<count).compactMap { _ -> String? in
            guard let name = keys.randomElement(using: &random), names.insert(name).inserted else { return nil }
            return space(&random) + quoted(name) + space(&random) + ":" + space(&random) + value(depth: depth + 1, &random) + space(&random)
        }
        return parts.joined(separator: ",")
    }

    private static func value(depth: Int, _ random: inout SeededGenerator) -> String {
        switch Int.random(in: 0...(depth > 5 ? 3 : 9), using: &random) {
        case 0: return ["1", "-0", "1.50", "2e3", "0.001"].randomElement(using: &random) ?? "1"
        case 1: return ["true", "false", "null"].randomElement(using: &random) ?? "null"
        case 2, 3: return quoted(strings.randomElement(using: &random) ?? "")
        case 4, 5, 6:
            let parts = (0..<Int.random(in: 0...8, using: &random)).map { _ in space(&random) + value(depth: depth + 1, &random) + space(&random) }
            return "[" + parts.joined(separator: ",") + "]"
        default: return "{" + members(depth: depth, &random) + "}"
        }
    }

    private static func space(_ random: inout SeededGenerator) -> String {
        ["", "", " ", "\n", "\n\n\n", "\t", "\r\n"].randomElement(using: &random) ?? ""
    }

    private static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.value(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
