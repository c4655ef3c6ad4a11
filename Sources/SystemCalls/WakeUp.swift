import CSystemCalls

/// Wakes one thread from others. Notifications that come while nobody waits are kept as one.
public final class WakeUp: @unchecked Sendable {
    // @unchecked: the pointer never changes, and the mutex behind it guards what it points to.
    private let state: OpaquePointer

    public init() { state = tact_wakeup_make() }

    deinit { tact_wakeup_free(state) }

    public func notify() { tact_wakeup_notify(state) }

    /// Waits for a notification and takes it.
    ///
    /// - Parameter limit: The longest wait; nil, none. It counts on the monotonic clock.
    /// - Returns: Whether there was a notification; false, the time is over.
    @discardableResult
    public func wait(upTo limit: Duration?) -> Bool { tact_wakeup_wait(state, limit.map { $0.nanoseconds } ?? -1) != 0 }
}

extension Duration {
    /// Whole nanoseconds, from 0 to the largest number.
    public var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        if seconds < 0 || attoseconds < 0 { return 0 }
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        if overflow { return .max }
        let (sum, carried) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        return carried ? .max : sum
    }
}
