/// The clock that wrote times without a zone.
public struct LocalTimeZone: Sendable, Hashable {
    /// Seconds east of UTC.
    private let fixedOffset: Int

    public static let utc = LocalTimeZone(secondsEast: 0)

    /// A clock that never changes.
    public init(secondsEast: Int) { fixedOffset = secondsEast }

    /// How many seconds east of UTC the clock is at a time that it shows itself.
    ///
    /// - Parameter local: Seconds from 1970-01-01T00:00:00 to the time, both as the clock shows them.
    func offset(atLocal local: Int64) -> Int { fixedOffset }
}
