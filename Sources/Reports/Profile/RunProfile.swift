import Linting

/// Where the time of a whole run went. Times are nanoseconds, those of several threads together.
public struct RunProfile: Sendable, Hashable {
    /// What is done with a transcript, in order.
    public enum Phase: String, Sendable, Hashable, CaseIterable { case reading, matching, evaluating, writing }

    /// Reading files, and making transcripts of what they hold.
    public var reading: Int64 = 0
    public var lint: LintProfile
    /// Making lines of results, and writing them.
    public var writing: Int64 = 0
    /// From beginning to end, on the clock.
    public var wall: Int64 = 0
    /// How many bytes were read.
    public var bytes: Int64 = 0
    /// How many threads linted.
    public var jobs = 1

    public init(_ lint: LintProfile) { self.lint = lint }

    public func time(of phase: Phase) -> Int64 {
        switch phase {
        case .reading: reading
        case .matching: lint.matching
        case .evaluating: lint.evaluating
        case .writing: writing
        }
    }

    /// All phases together.
    public var total: Int64 { Phase.allCases.reduce(0) { $0 + time(of: $1) } }
}
