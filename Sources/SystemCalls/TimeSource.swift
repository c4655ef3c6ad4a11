import CSystemCalls

/// What time it is: injected, so that tests can set it.
public protocol TimeSource: Sendable {
    /// Nanoseconds since 1970; may jump either way.
    var wall: Int64 { get }
    /// Nanoseconds since some start; never goes back. For durations and deadlines.
    var monotonic: Int64 { get }
}

/// The machine's own clocks.
public struct MachineTime: TimeSource {
    public init() {}
    public var wall: Int64 { tact_wall_nanoseconds() }
    public var monotonic: Int64 { tact_monotonic_nanoseconds() }
}
