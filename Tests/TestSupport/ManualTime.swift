import Synchronization
import SystemCalls

/// A clock that stands until it is moved.
public final class ManualTime: TimeSource {
    private let offset = Mutex<Int64>(0)
    private let start = MachineTime().wall

    public init() {}

    public var wall: Int64 { start + offset.withLock { $0 } }
    public var monotonic: Int64 { 1_000_000_000_000 + offset.withLock { $0 } }

    public func pass(_ duration: Duration) { offset.withLock { $0 += duration.nanoseconds } }
}
