import Synchronization
import SystemCalls

/// A clock that stands until it is moved.
public final class ManualTime: TimeSource {
    private let passed = Mutex<Int64>(0)
    private let jumped = Mutex<Int64>(0)
    private let start: Int64

    /// - Parameter start: The time on the wall, in nanoseconds since 1970.
    public init(start: Int64 = MachineTime().wall) { self.start = start }

    public var wall: Int64 { start + passed.withLock { $0 } + jumped.withLock { $0 } }
    public var monotonic: Int64 { 1_000_000_000_000 + passed.withLock { $0 } }

    public func pass(_ duration: Duration) { passed.withLock { $0 += duration.nanoseconds } }

    /// Sets the clock on the wall, and no other: forward, or back where it is negative.
    public func jump(seconds: Int64) { jumped.withLock { $0 += seconds * 1_000_000_000 } }
}
