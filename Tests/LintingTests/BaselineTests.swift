import Diagnostics
import Findings
import Rules
import Testing
import Transcripts

@testable import Linting

@Suite struct BaselineTests {
    private static let pack = #"""
        { "format": 1, "pack": { "name": "test", "version": "1.0.0", "languages": ["en"] },
          "rules": {
            "brush-off": {
              "kind": "forbid", "category": "dismissive-phrasing", "behaviour": "concern", "severity": "error", "rev": 3, "title": "T",
              "message": "“{match}” brushes off.", "why": "W", "fix": "F", "by": "agent", "phrases": ["calm down", "whatever"],
              "examples": { "bad": [["A: [[calm down]]"]], "good": [["A: ok"]] } },
            "no-answer": {
              "kind": "follow", "category": "c", "behaviour": "acknowledge", "severity": "warning", "rev": 1, "title": "T",
              "message": "They said “{trigger}”.", "why": "W", "fix": "F",
              "trigger": { "by": "customer", "phrases": ["fed up", "had enough"] }, "response": { "by": "agent", "phrases": "sorry" },
              "within": { "turns": 1 }, "examples": { "bad": [["C: fed up", "A: [[ok]]"]], "good": [["A: ok"]] } } } }
        """#

    private let linter: Linter

    init() throws {
        linter = Linter(try #require(RuleSet.load([SourceText(file: "test.json", text: Self.pack)]).ruleSet))
    }

    private func transcript(_ texts: [String], id: String = "t", language: String? = nil) -> Transcript {
        Transcript(
            id: id, language: language,
            messages: texts.enumerated().map { Message(index: $0, role: $1.hasPrefix("C") ? .customer : .agent, text: String($1.dropFirst(3))) })
    }

    private func fingerprints(_ texts: [String], id: String = "t") -> [Fingerprint] {
        let transcript = transcript(texts, id: id)
        return linter.lint(transcript).findings.map { Fingerprint(of: $0, in: transcript) }
    }

    /// The baseline of some transcripts.
    private func baseline(_ transcripts: [Transcript]) -> Baseline {
        var ledger = BaselineLedger(Baseline(), keepsNew: true)
        for transcript in transcripts { ledger.add(Baseline().compare(linter.lint(transcript), of: transcript)) }
        return ledger.found
    }

    /// The ledger of transcripts that are held against a baseline.
    private func ledger(_ baseline: Baseline, _ transcripts: [Transcript]) -> BaselineLedger {
        var ledger = BaselineLedger(baseline)
        for transcript in transcripts { ledger.add(baseline.compare(linter.lint(transcript), of: transcript)) }
        return ledger
    }

    // MARK: Fingerprints

    @Test func `a fingerprint is the same in every run and on every machine`() {
        let print = fingerprints(["C: I'm fed up", "A: Calm down!"])
        #expect(Set(print.map(\.rule)) == ["test/brush-off", "test/no-answer"])
        #expect(Set(print.map(\.transcript)) == ["426d56755903ad9adb79f299c730ffa8"])
        #expect(print == fingerprints(["C: I'm fed up", "A: Calm down!"]))
    }

    @Test func `how words are written does not matter, nor what stands around them`() {
        let print = fingerprints(["C: I can't: fed up", "A: Please calm down."])
        #expect(print.count == 2)
        let matched = fingerprints(["C: hello", "A: Please calm down."])
        #expect(matched == fingerprints(["C: Hello, you", "A: CALM   Down, please"]))
        let whole = fingerprints(["C: I am fed  up", "A: I don’t know"])
        #expect(whole.count == 1 && whole == fingerprints(["C: So FED UP", "A: i do not know!"]))
    }

    @Test func `rule, transcript, message and words matter`() {
        let print = fingerprints(["C: fed up", "A: ok"])
        #expect(print.count == 1)
        #expect(print != fingerprints(["C: fed up", "A: ok"], id: "u"))
        #expect(print != fingerprints(["C: fed up", "A: no"]))
        #expect(print != fingerprints(["C: had enough", "A: ok"]))
        #expect(print != fingerprints(["A: hello", "C: fed up", "A: ok"]))
        #expect(Set(fingerprints(["A: calm down, whatever"])).count == 2)
    }

    // MARK: Comparing

    @Test func `what is known is left out of findings and counts, and the score stays`() {
        let old = transcript(["A: Calm down."])
        let now = transcript(["A: Calm down.", "A: Whatever."])
        let result = linter.lint(now)
        let comparison = baseline([old]).compare(result, of: now)
        #expect(comparison.new.findings.map(\.at.quote) == ["Whatever"])
        #expect(comparison.known == 1)
        #expect(comparison.new.verdict.counts == [.error: 1])
        #expect(comparison.new.verdict.score == result.verdict.score && comparison.new.verdict.behaviours == result.verdict.behaviours)
        #expect(baseline([now]).compare(result, of: now).new.verdict.counts == [:])
    }

    @Test func `of equal findings as many are known as there were`() {
        let two = transcript(["A: Calm down. Calm down."])
        let three = transcript(["A: Calm down. Calm down. Calm down!"])
        let baseline = baseline([two])
        #expect(baseline.counts.values.map { $0 } == [2])
        let comparison = baseline.compare(linter.lint(three), of: three)
        #expect(comparison.new.findings.map(\.at.span.lowerBound) == [22])
        #expect(baseline.compare(linter.lint(two), of: two).new.findings.isEmpty)
    }

    @Test func `a transcript that is there twice is known as once`() {
        let one = transcript(["A: Calm down."])
        #expect(baseline([one, one]) == baseline([one]))
        #expect(ledger(baseline([one]), [one, one]).known == 2)
    }

    // MARK: Pruning

    @Test func `what no longer occurs is taken away, and what was not looked for stays`() {
        let a = transcript(["A: Calm down. Calm down.", "A: Whatever."], id: "a")
        let b = transcript(["A: Calm down."], id: "b")
        let c = transcript(["A: Whatever."], id: "c")
        let baseline = baseline([a, b, c])
        #expect(baseline.counts.count == 4)
        let mended = transcript(["A: Calm down."], id: "a")
        let foreign = transcript(["A: Whatever."], id: "c", language: "fr")
        let ledger = ledger(baseline, [mended, foreign, transcript(["A: Whatever."], id: "new")])
        #expect(ledger.goneCount == 2)
        #expect(ledger.known == 1)
        #expect(ledger.pruned == self.baseline([mended, b, c]))
        #expect(self.ledger(baseline, [a, b, c]).pruned == baseline)
    }

    @Test func `entries of packs that are not loaded stay`() throws {
        let one = transcript(["A: Calm down."])
        let hash = Fingerprint.transcript("t")
        let other = Fingerprint(rule: "other/rule", transcript: hash, finding: hash)
        let gone = Fingerprint(rule: "test/gone", transcript: hash, finding: hash)
        let ledger = ledger(Baseline([other: 1, gone: 1]), [one])
        #expect(ledger.pruned == Baseline([other: 1]))
    }

    // MARK: The file

    @Test func `what is written is read, sorted, and has nothing of what was said`() throws {
        let all = (0..<20).map { transcript(["C: fed up", "A: Calm down, Maria"], id: "maria-\($0)@example.com") }
        let baseline = baseline(all)
        let text = String(decoding: baseline.bytes, as: UTF8.self)
        #expect(try Baseline(reading: SourceText(file: "b.json", text: text)) == baseline)
        #expect(self.baseline(all.reversed()).bytes == baseline.bytes)
        let lines = text.split(separator: "\n").filter { $0.contains("\"rule\"") }.map { $0.drop { $0 == " " }.prefix { $0 != "}" } }
        #expect(lines.count == 40 && lines == lines.sorted())
        #expect(!text.lowercased().contains("calm down") && !text.contains("aria"))
        #expect(try Baseline(reading: SourceText(file: "b.json", bytes: Baseline().bytes)) == Baseline())
    }

    @Test func `mistakes in a file are told with their places`() {
        let hash = String(repeating: "0", count: 32)
        func codes(_ text: String) -> [String] {
            do { _ = try Baseline(reading: SourceText(file: "b.json", text: text)) } catch {
                return error.diagnostics.map { "\($0.code) \($0.place?.pointer ?? "-")" }
            }
            return []
        }
        func entry(_ transcript: String, count: Int = 1) -> String {
            #"{"rule": "a/b", "transcript": "\#(transcript)", "finding": "\#(hash)", "count": \#(count)}"#
        }
        func file(_ entries: String...) -> String { #"{"format": 1, "findings": [\#(entries.joined(separator: ","))]}"# }
        #expect(codes(file(entry(hash))) == [])
        #expect(codes(file(entry(hash), entry(hash))) == ["duplicate-entry /findings/1"])
        #expect(codes(file(entry("maria"))) == ["bad-fingerprint /findings/0/transcript"])
        #expect(codes(file(entry(hash, count: 0))) == ["out-of-range /findings/0/count"])
        #expect(codes(#"{"format": 2, "findings": [1]}"#) == ["unknown-format /format"])
        #expect(codes(#"{"format": 1, "finding": []}"#) == ["missing-key ", "unknown-key /finding"])
        #expect(codes("[]") == ["wrong-type "])
        #expect(codes("{") == ["unexpected-end -"])
        #expect(codes(file(Array(repeating: "1", count: 1000).joined(separator: ","))).count == 20)
    }
}
