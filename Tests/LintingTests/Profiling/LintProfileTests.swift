import Rules
import Testing

@testable import Linting

@Suite struct LintProfileTests {
    /// A clock that goes on by one each time that it is asked.
    private final class Ticks {
        var now: Int64 = 0

        func next() -> Int64 {
            now += 1
            return now
        }
    }

    @Test func `whoever measures finds the same`() throws {
        let rules = try RandomConversations.rules()
        let linter = Linter(rules)
        var conversations = RandomConversations(seed: 11)
        let profiler = LintProfiler(rules, clock: Ticks().next)
        var findings: [String: Int] = [:]
        for _ in 0..<200 {
            let transcript = conversations.next()
            let result = linter.lint(transcript, profiler: profiler)
            #expect(result == linter.lint(transcript))
            for finding in result.findings { findings[finding.rule.path, default: 0] += 1 }
        }
        #expect(profiler.profile.transcripts == 200)
        for rule in profiler.profile.rules {
            #expect(rule.findings == findings[rule.rule, default: 0])
            #expect(rule.evaluations <= 200)
        }
        #expect(profiler.profile.rules.map(\.rule) == rules.rules.map(\.reference.path))
    }

    @Test func `time is that of matching, of the rules, or of what is around them, and never counted twice`() throws {
        let rules = try RandomConversations.rules()
        var conversations = RandomConversations(seed: 12)
        let clock = Ticks()
        let profiler = LintProfiler(rules, clock: clock.next)
        for _ in 0..<50 { _ = Linter(rules).lint(conversations.next(), profiler: profiler) }
        let profile = profiler.profile
        #expect(profile.matching > 0)
        #expect(profile.rules.allSatisfy { $0.nanoseconds > 0 })
        #expect(profile.rules.reduce(0) { $0 + $1.nanoseconds } < profile.evaluating)
        // The clock goes on by one between the transcripts, as it is asked at both ends of each.
        #expect(profile.matching + profile.evaluating == clock.now - 50)
    }

    @Test func `profiles of several threads add up`() {
        let one = LintProfile(matching: 5, evaluating: 7, transcripts: 1, rules: [.init(rule: "a/b", nanoseconds: 3, evaluations: 1, findings: 2)])
        var sum = one
        sum.add(one)
        let twice = LintProfile(matching: 10, evaluating: 14, transcripts: 2, rules: [.init(rule: "a/b", nanoseconds: 6, evaluations: 2, findings: 4)])
        #expect(sum == twice)
    }

    @Test func `the costliest rules come first, equals in their order`() {
        let profile = LintProfile(rules: [("a", 1), ("b", 5), ("c", 5), ("d", 9)].map { .init(rule: $0.0, nanoseconds: $0.1) })
        #expect(profile.costliest.map(\.rule) == ["d", "b", "c", "a"])
    }
}
