import Diagnostics
import Foundation
import RuleAuthoring
import Rules
import TestSupport
import Testing

@Suite struct SchemaTests {
    private let validator: SchemaValidator

    init() throws { validator = SchemaValidator(try Self.object(try PackSchema.text())) }

    private static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func mistakes(in text: String) throws -> [String] { try validator.mistakes(try Self.object(text)) }

    @Test func `the published schema is the one that the program prints`() throws {
        let text = try PackSchema.text()
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: Repository.url("rules/schema/pack.schema.json"))
        }
        #expect(try Repository.text("rules/schema/pack.schema.json") == text, "run: UPDATE_GOLDEN=1 swift test")
    }

    @Test(arguments: ["rules/core-en.json", "Tests/Fixtures/packs/pages.json", "Tests/Fixtures/commands/rules.json", "Tests/Fixtures/commands/tested-rules.json"])
    func `packs without mistakes fit`(_ path: String) throws { #expect(try mistakes(in: Repository.text(path)) == []) }

    @Test(arguments: ["Tests/Fixtures/packs/many-mistakes.json", "Tests/Fixtures/commands/bad-rules.json", "Tests/Fixtures/packs/unformatted.json"])
    func `packs with mistakes do not`(_ path: String) throws { #expect(try !mistakes(in: Repository.text(path)).isEmpty) }

    /// Each change of a good pack, and whether an editor should mark it.
    @Test(arguments: [
        (#""kind": "forbid""#, #""kind": "forbit""#, true), (#""by": "agent""#, #""by": ["agent", "customer"]"#, false),
        (#""by": "agent""#, #""by": "agnet""#, true), (#""by": "agent""#, #""by": "agent", "within": {"turns": 1}"#, true),
        (#""by": "agent""#, #""by": "agent", "at_least": 2, "none": [{"phrases": "x"}]"#, false), (#""rev": 1"#, #""rev": 0"#, true),
        (#""severity": "error", "#, "", true), (#""rev": 1"#, #""rev": 1, "status": "preview", "aliases": ["old-name"], "deprecated": "use another""#, false),
        (#""version": "2.1.0""#, #""version": "2.1""#, true), (#""languages": ["en"]"#, #""languages": ["en"], "extends": ["core-en@^1"]"#, false),
        (#""kind": "forbid""#, #""extends": "core-en/dismissive-phrasing""#, false), (#""by": "agent""#, #""phrases+": "x", "by": "agent""#, true),
        (#""format": 1"#, #""format": 1, "$schema": "pack.schema.json""#, false), (#""format": 1"#, #""format": 1, "colour": "blue""#, true),
        (#""phrases": ["calm down", "not my problem"]"#, #""phrases": [{"phrase": "calm down", "weight": 2}, {"weight": 1}]"#, true),
        (#""phrases": ["calm down", "not my problem"]"#, #""phrases": [{"phrase": "calm down", "weight": 2}, {"regex": "RMA[0-9]+"}]"#, false),
        (#""rules": {"#, #""lists": {"x": {"extends": "core-en/apology", "phrases+": ["x"], "phrases-": ["y"]}}, "rules": {"#, false),
        (#""rules": {"#, #""lists": {"x": {"phrases+": ["x"]}}, "rules": {"#, true),
    ])
    func `an editor marks what is wrong and nothing else`(_ old: String, _ new: String, _ isWrong: Bool) throws {
        let good = try Repository.text("Tests/Fixtures/commands/rules.json")
        let range = try #require(good.range(of: old))
        let changed = good.replacingCharacters(in: range, with: new)
        let mistakes = try mistakes(in: changed)
        #expect(mistakes.isEmpty != isWrong, "\(mistakes)")
    }

    @Test func `an entry that extends another may leave out what it inherits, and change it`() throws {
        let pack = #"""
            { "format": 1, "pack": { "name": "site", "version": "1.0.0", "languages": ["en"], "extends": ["core-en@^1"] }, "rules": {
              "dismissive-phrasing": { "extends": "core-en/dismissive-phrasing", "severity": "warning", "phrases+": ["tough luck"],
                "unless-": ["x"], "waive": ["bad 2"], "examples": { "bad": [["A: [[Tough luck]]."]], "good": [["A: Hello."]] } } } }
            """#
        #expect(try mistakes(in: pack) == [])
        #expect(try !mistakes(in: pack.replacing("phrases+", with: "phrazes+")).isEmpty)
    }

    /// What a validator of others says of the same; none where Python has no `jsonschema`.
    @Test func `another validator agrees`() throws {
        let script = """
            import json, sys
            try: import jsonschema
            except ImportError: sys.exit(77)
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            validator = jsonschema.Draft202012Validator(schema)
            for path in sys.argv[2:]:
                wrong = next(validator.iter_errors(json.load(open(path))), None)
                if (wrong is None) == ("mistakes" in path or "bad" in path): sys.exit(path + ": " + str(wrong))
            """
        let paths = [
            "rules/schema/pack.schema.json", "rules/core-en.json", "Tests/Fixtures/packs/pages.json", "Tests/Fixtures/packs/many-mistakes.json",
            "Tests/Fixtures/commands/bad-rules.json",
        ]
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + paths.map { Repository.url($0).path(percentEncoded: false) }
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        if [77, 127].contains(process.terminationStatus) { return print("skipped: there is no Python with jsonschema here") }
        #expect(process.terminationStatus == 0, "\(said)")
    }
}
