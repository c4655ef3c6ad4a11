import Rules

/// Measures one linter on one thread.
public final class LintProfiler {
    public private(set) var profile: LintProfile
    let timer: MatchingTimer

    /// - Parameter clock: Nanoseconds on a clock that never goes back.
    public init(_ rules: RuleSet, clock: @escaping () -> Int64) {
        profile = LintProfile(rules)
        timer = MatchingTimer(clock: clock)
    }

    /// A moment, and what matching had taken until then.
    struct Mark {
        let time: Int64
        let matching: Int64
    }

    var now: Mark { Mark(time: timer.clock(), matching: timer.nanoseconds) }

    /// Notes that a rule was asked about a transcript.
    ///
    /// - Parameter rule: Its index in the set.
    func add(_ rule: Int, since start: Mark, findings: Int) {
        profile.rules[rule].nanoseconds += elapsed(since: start)
        profile.rules[rule].evaluations += 1
        profile.rules[rule].findings += findings
    }

    /// Notes that a transcript was linted.
    func addTranscript(since start: Mark) {
        profile.evaluating += elapsed(since: start)
        profile.matching = timer.nanoseconds
        profile.transcripts += 1
    }

    /// The time since a moment in which nothing was matched.
    private func elapsed(since start: Mark) -> Int64 { timer.clock() - start.time - (timer.nanoseconds - start.matching) }
}
