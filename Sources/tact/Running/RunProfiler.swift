import Linting
import Reports
import Rules
import Synchronization
import SystemCalls

/// Measures a run on all of its threads.
final class RunProfiler: Sendable {
    private let rules: RuleSet
    private let time = MachineTime()
    private let profile: Mutex<RunProfile>
    private let start: Int64

    init(_ rules: RuleSet, jobs: Int) {
        self.rules = rules
        var profile = RunProfile(LintProfile(rules))
        profile.jobs = jobs
        self.profile = Mutex(profile)
        start = time.monotonic
    }

    /// What one thread lints with: `add` takes what it measured.
    func lintProfiler() -> LintProfiler { LintProfiler(rules) { [time] in time.monotonic } }

    func add(_ profiler: LintProfiler) {
        let measured = profiler.profile
        profile.withLock { $0.lint.add(measured) }
    }

    /// Does something, and counts its time as that of a phase.
    func measure<Result, Failure>(
        _ phase: WritableKeyPath<RunProfile, Int64>, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = time.monotonic
        let result = try body()
        let elapsed = time.monotonic - start
        profile.withLock { $0[keyPath: phase] += elapsed }
        return result
    }

    /// What was measured until now.
    ///
    /// - Parameter bytes: How many bytes were read.
    func end(bytes: Int64) -> RunProfile {
        var profile = profile.withLock { $0 }
        profile.wall = time.monotonic - start
        profile.bytes = bytes
        return profile
    }
}

extension RunProfiler? {
    /// The same; without a profiler no clock is asked.
    func measure<Result, Failure>(
        _ phase: WritableKeyPath<RunProfile, Int64>, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let self else { return try body() }
        return try self.measure(phase, body)
    }
}
