import Synchronization
import SystemCalls

/// What the daemon was asked for by signals, until it gets to it.
public final class Requests: Sendable {
    private struct State {
        var stop = false
        var reload = false
    }

    private let state = Mutex(State())
    /// Notified with every request, and with every event of the spool.
    public let wakeUp = WakeUp()

    public init() {}

    /// Finish what is begun, and end.
    public func stop() {
        state.withLock { $0.stop = true }
        wakeUp.notify()
    }

    /// Load configuration and rules again.
    public func reload() {
        state.withLock { $0.reload = true }
        wakeUp.notify()
    }

    public var isStopping: Bool { state.withLock { $0.stop } }

    /// Whether a reload was asked for; it is forgotten then.
    public func takeReload() -> Bool {
        state.withLock { state in
            defer { state.reload = false }
            return state.reload
        }
    }

    /// Turns signals into requests, on a thread of its own. Call it before any other thread is started, as it blocks the signals for those
    /// that come after it.
    public func listen() throws(SystemCallError) {
        let signals: [Signal] = [.terminate, .interrupt, .hangUp]
        Signal.block(signals)
        Signal.pipe.ignore()
        Signal.fileSizeLimit.ignore()
        _ = try PosixThread(name: "signals") { [self] in
            while true {
                switch Signal.wait(for: signals) {
                case .hangUp: reload()
                default: stop()
                }
            }
        }
    }
}
