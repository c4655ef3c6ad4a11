import Diagnostics
import Testing

@testable import Rules

/// What the language declares is what its readers read.
@Suite struct LanguageTests {
    private static let language = PackLanguage(kinds: RuleKinds.all + [LongSentences.self])
    private static let stranger = "zzzzzzzzzz"

    /// What an entry extends is put in before it is read, and a phrase is not a regular expression at the same time.
    private static let apart: Set<String> = ["extends", "regex"]

    /// Readers name the keys that they know when they meet one that is none of them; so each object of a sample has a stranger in it.
    @Test(arguments: language.kinds.map { $0.name })
    func `the keys that are read are those that are declared`(_ name: String) throws {
        let kind = try #require(Self.language.kind(named: name))
        let sample = SamplePack(Self.language, kind: kind, stranger: Self.stranger, without: Self.apart)
        let diagnostics = Self.diagnostics(sample.text).filter { $0.code == "unknown-key" }
        var read: [String: Set<String>] = [:]
        for diagnostic in diagnostics {
            let pointer = try #require(diagnostic.place?.pointer)
            let help = try #require(diagnostic.help)
            #expect(pointer.hasSuffix("/" + Self.stranger), "\(pointer) is declared and not read")
            let known = try #require(help.components(separatedBy: "the keys here are ").dropFirst().first, "\(help)")
            read[String(pointer.dropLast(Self.stranger.count + 1))] = Set(known.components(separatedBy: ", ")).subtracting(Self.apart)
        }
        #expect(Set(read.keys) == Set(sample.objects.keys))
        for (pointer, declared) in sample.objects.sorted(by: { $0.key < $1.key }) { #expect(read[pointer] == declared, "at \(pointer)") }
    }

    @Test(arguments: language.kinds.map { $0.name })
    func `values of the declared shapes have the right types`(_ name: String) throws {
        let kind = try #require(Self.language.kind(named: name))
        let sample = SamplePack(Self.language, kind: kind, without: Self.apart)
        let wrong: Set<String> = ["wrong-type", "out-of-range", "unknown-word", "bad-duration", "bad-version", "bad-name", "bad-line", "empty-text"]
        for diagnostic in Self.diagnostics(sample.text) where wrong.contains(diagnostic.code) {
            Issue.record("\(diagnostic.place?.pointer ?? ""): \(diagnostic.message)")
        }
    }

    /// What must be there is missed when it is not: each required key of the sample, taken away.
    @Test(arguments: language.kinds.map { $0.name })
    func `keys are required as declared`(_ name: String) throws {
        let kind = try #require(Self.language.kind(named: name))
        for key in Self.language.keys(of: kind) where !Self.apart.contains(key.name) && key.name != "kind" {
            let sample = SamplePack(Self.language, kind: kind, without: Self.apart.union([key.name]))
            let isMissed = Self.diagnostics(sample.text).contains {
                $0.code == "missing-key" && $0.place?.pointer == "/rules/sample" && $0.message == "the key “\(key.name)” is missing"
            }
            #expect(isMissed == key.isRequired, "\(key.name)")
        }
    }

    @Test func `every key has words of its own, and defaults and examples are JSON`() throws {
        for key in Self.language.kinds.flatMap({ Self.language.keys(of: $0) }) + Self.language.pack.keys {
            #expect(key.text.hasSuffix(".") && key.text.first?.isUppercase == true, "\(key.name): \(key.text)")
            for json in [key.standard, key.example].compactMap({ $0 }) {
                #expect(throws: Never.self) { try JSONParser.parse(SourceText(file: key.name, text: json)) }
            }
        }
    }

    private static func diagnostics(_ text: String) -> [Diagnostic] {
        RuleSet.load([SourceText(file: "sample.json", text: text)], kinds: language.kinds).diagnostics
    }
}
