import Diagnostics
import Linting
import Rules
import TestSupport
import Testing

@testable import Reports

@Suite struct ProfileTextTests {
    private static let lint = LintProfile(
        matching: 1_204_000_000, evaluating: 812_345_678, transcripts: 7950,
        rules: [
            .init(rule: "core-en/courtesy", nanoseconds: 6_049, evaluations: 7950, findings: 3227),
            .init(rule: "core-en/missing-acknowledgement", nanoseconds: 412_310_000, evaluations: 7950, findings: 1804),
            .init(rule: "team/nev\u{202E}er", nanoseconds: 0, evaluations: 12, findings: 0),
        ])

    private static let phrases = PhraseProfile(
        transcripts: 1, messages: 3, bytes: 1_000_000, words: 9,
        lists: (1...12).map { .init(owner: "list l\($0)", pack: "core-en", nanoseconds: Int64($0) * 1000, matches: $0, phrases: 2, idle: 1) },
        phrases: (1...12).flatMap { number -> [PhraseProfile.PhraseCount] in
            [
                .init(phrase: "calm down \(number)", owner: "list l\(number)", pack: "core-en", matches: number),
                .init(phrase: "never said", owner: "list l\(number)", pack: "core-en", matches: 0),
            ]
        })

    @Test func `a run by phase and by rule`() throws {
        var profile = RunProfile(Self.lint)
        profile.reading = 410_000_000
        profile.writing = 95_000
        profile.wall = 1_300_000_000
        profile.bytes = 100_000_000
        profile.jobs = 2
        try expectGolden("reports/profile.txt", ProfileText().text(profile))
    }

    @Test func `nothing was read`() throws {
        try expectGolden("reports/profile-empty.txt", ProfileText().text(RunProfile(LintProfile(rules: []))))
    }

    @Test func `rules, lists and phrases`() throws {
        try expectGolden("reports/rules-profile.txt", RulesProfileText().text(Self.lint, Self.phrases))
        try expectGolden("reports/rules-profile-all.txt", RulesProfileText(listsAll: true).text(Self.lint, Self.phrases))
        try expectGolden("reports/rules-profile.jsonl", String(decoding: RulesProfileJSON.lines(Self.lint, Self.phrases), as: UTF8.self))
    }

    @Test(arguments: [
        (0, "0.0 µs"), (-5, "0.0 µs"), (49, "0.0 µs"), (50, "0.1 µs"), (999_940, "999.9 µs"), (1_000_000, "1.0 ms"), (41_250_000, "41.3 ms"),
        (1_000_000_000, "1.000 s"), (3_600_000_500_000, "3600.001 s"),
    ])
    func `times have the unit that suits them`(_ nanoseconds: Int64, _ text: String) {
        #expect(ProfileTable.time(nanoseconds) == text)
    }
}
