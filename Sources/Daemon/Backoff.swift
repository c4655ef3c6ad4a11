/// Waiting times that double from one second to half a minute, for a condition that ends by itself, such as a full disk.
struct Backoff {
    static let first: Int64 = 1_000_000_000
    static let longest: Int64 = 30_000_000_000

    private var next = first

    /// The time to wait now, in nanoseconds.
    mutating func wait() -> Int64 {
        defer { next = min(next * 2, Self.longest) }
        return next
    }

    /// The condition is over.
    mutating func reset() { next = Self.first }
}
