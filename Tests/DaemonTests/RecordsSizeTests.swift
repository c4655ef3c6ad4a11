import Findings
import Foundation
import Spool
import TestSupport
import Testing
import Transcripts

@testable import Daemon

/// How large records may get: reckoned, refused, and committed in batches.
@Suite struct RecordsSizeTests {
    private static let characters: [Character] = ["a", "\"", "\\", "\n", "\u{0}", "\u{7F}", "\u{202E}", "\u{2028}", "é", "漢", "👩‍👩‍👧", "@", "."]

    private static func text(_ random: inout SeededGenerator, longest: Int = 200) -> String {
        String((0..<Int.random(in: 0...longest, using: &random)).map { _ in characters.randomElement(using: &random) ?? "a" })
    }

    private static func quotation(_ random: inout SeededGenerator) -> Quotation {
        Quotation(message: .random(in: 0...(.max), using: &random), author: text(&random), time: nil, span: 0..<Int.max, quote: text(&random))
    }

    private static func finding(_ random: inout SeededGenerator) -> Finding {
        Finding(
            id: text(&random), rule: RuleReference(pack: text(&random), packVersion: text(&random), name: text(&random), rev: .max),
            category: text(&random), behaviour: .acknowledge, severity: .warning, message: text(&random), at: quotation(&random),
            trigger: Bool.random(using: &random) ? quotation(&random) : nil, fix: text(&random))
    }

    private static func texts(_ random: inout SeededGenerator, longest: Int) -> [String] {
        (0..<Int.random(in: 0...500, using: &random)).map { _ in text(&random, longest: longest) }
    }

    /// Texts of characters that are escaped, and many empty ones.
    @Test(arguments: 0..<300)
    func isNeverLessThanWhatIsWritten(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let transcript = Transcript(
            id: Self.text(&random), channel: .unknown, language: Self.text(&random), agent: Self.text(&random), state: .pending,
            queue: Self.text(&random), tags: Self.texts(&random, longest: seed % 2 == 0 ? 0 : 20), csat: 1.0 / 3, messages: [])
        let provenance = Provenance(source: Self.text(&random), file: Self.text(&random), format: Self.text(&random, longest: 20))
        let counts = Dictionary(uniqueKeysWithValues: Behaviour.allCases.map { ($0, Verdict.BehaviourCount(opportunities: .max, met: .max)) })
        let verdict = Verdict(
            counts: [.error: .max, .warning: .max, .info: .max], score: 100, behaviours: counts, packs: Self.texts(&random, longest: 20),
            suppressed: .max, unsupportedLanguage: false, unsegmentedMessages: .max)
        let findings = (0..<Int.random(in: 0...5, using: &random)).map { _ in Self.finding(&random) }
        let result = LintResult(findings: findings, verdict: verdict)
        let written = LogRecord.records(of: transcript, from: provenance, result: result).reduce(0) {
            $0 + RecordEncoder().line($1, seq: .max, time: 4_000_000_000_000).count
        }
        #expect(written <= RecordsSize.most(of: transcript, result, from: provenance))
    }

    @Test func aConversationOfTooManyFindingsIsRefusedAndOthersOfItsFileAreLinted() throws {
        let daemon = try TestDaemon()
        daemon.rules = LoadedLinter(linter: HugeLinter())
        try daemon.drop("mixed.jsonl", conversations: [("a", 2), ("huge", 1), ("b", 1)])
        try daemon.drop("good.jsonl", conversations: [("c", 1)])
        try daemon.drain()
        try daemon.expectExactlyOnce([("a", 2), ("b", 1), ("c", 1)])
        #expect(try daemon.names("done") == ["good.jsonl"])
        #expect(try daemon.names("failed") == ["mixed.jsonl", "mixed.jsonl.error.json"])
        let rejected = try daemon.records("rejected")
        #expect(rejected.compactMap { $0["code"] as? String } == ["too-many-findings"])
    }

    /// Each file may be large alone; together they would be more than one entry of the journal holds.
    @Test func batchesEndByTheirSize() throws {
        let daemon = try TestDaemon()
        daemon.rules = LoadedLinter(linter: LongWindedLinter())
        let conversations = (0..<24).map { (id: "c\($0)", findings: 1) }
        for conversation in conversations { try daemon.drop("\(conversation.id).json", conversations: [conversation]) }
        try daemon.drain()
        try daemon.expectExactlyOnce(conversations)
        #expect(try daemon.names("done").count == 24)
        // An entry of the journal takes what a batch has, and its two halves are of one size.
        let journal = try FileManager.default.attributesOfItem(atPath: daemon.folder.path("state/journal"))[.size] as? Int
        #expect(try #require(journal) < 2 * 24 << 20, "more than \(Batch.sizeLimit) bytes were gathered for one commit")
    }

    @Test func whatInotifyForgotIsTold() throws {
        let daemon = try TestDaemon()
        let box = EventBox(daemon.requests.wakeUp)
        box.postOverflow()
        try daemon.drop("a.json", conversations: [("a", 1)])
        let requests = daemon.requests
        let notices = daemon.notices
        let thread = Thread {
            notices.wait(for: "STATUS=1 files, 1 transcripts")
            requests.stop()
            requests.wakeUp.notify()
        }
        thread.start()
        try Service(daemon.configuration, daemon.surroundings(events: box)).run(drains: false)
        #expect(daemon.log.contains("max_queued_events"))
        try daemon.expectExactlyOnce([("a", 1)])
    }
}

/// Finds as much as `WordLinter`, with two MiB to say of each.
private struct LongWindedLinter: TranscriptLinter {
    var packs: [String] { WordLinter().packs }

    func lint(_ transcript: Transcript) -> LintResult {
        var result = WordLinter().lint(transcript)
        for index in result.findings.indices { result.findings[index].message = String(repeating: "x", count: 2 << 20) }
        return result
    }
}
