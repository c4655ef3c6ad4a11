/// Times the matching of phrases while a transcript is linted. It belongs to one thread.
public final class MatchingTimer {
    /// Nanoseconds on a clock that never goes back.
    public let clock: () -> Int64
    /// What matching took so far.
    public private(set) var nanoseconds: Int64 = 0

    public init(clock: @escaping () -> Int64) { self.clock = clock }

    func time<Result>(_ match: () -> Result) -> Result {
        let start = clock()
        defer { nanoseconds += clock() - start }
        return match()
    }
}
