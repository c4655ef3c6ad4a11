import Glibc
import Synchronization
import SystemCalls

/// Hears of changes in the spool through libinotifytools.
///
/// The library keeps its state in globals: one thread of the process may use it, and there can be only one watcher at a time. It is never
/// cleaned up, as it would give the events that it still holds to the folders that are watched next.
public final class Watcher: EventSource {
    private let box: EventBox
    private let orders: WatchOrders
    private let thread: PosixThread

    private static let isTaken = Atomic(false)

    /// - Parameters:
    ///   - incoming: The path of the folder.
    ///   - wakeUp: Notified when there is something to take.
    /// - Throws: `EBUSY` where this process watches a spool already.
    public init(incoming: String, wakeUp: WakeUp) throws(SystemCallError) {
        guard Self.isTaken.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged else {
            throw SystemCallError(operation: "watch a second spool at", subject: incoming, code: EBUSY)
        }
        let box = EventBox(wakeUp)
        let orders = WatchOrders()
        self.box = box
        self.orders = orders
        do throws(SystemCallError) {
            thread = try PosixThread(name: "watcher") {
                var loop = WatchLoop(incoming: incoming, box: box, orders: orders)
                loop.run()
                Self.isTaken.store(false, ordering: .releasing)
            }
        } catch {
            Self.isTaken.store(false, ordering: .releasing)
            throw error
        }
    }

    // The thread ends by itself, within a second.
    deinit { orders.stop() }

    /// Ends the watching and waits until it has ended; that takes up to a second.
    public func stop() {
        orders.stop()
        thread.join()
    }

    public func take() -> SpoolEvents { box.take() }
    public func watch(_ sources: [Source]) { orders.add(sources) }
    public func watchAnew() { orders.startAnew() }
}

/// What the watching thread is told. It looks every second, as the library cannot be woken.
final class WatchOrders: Sendable {
    private struct State {
        var sources: Set<Source> = []
        var isAnew = false
        var isStopped = false
    }

    private let state = Mutex(State())

    func add(_ sources: [Source]) { state.withLock { $0.sources.formUnion(sources) } }
    func startAnew() { state.withLock { $0.isAnew = true } }

    func stop() { state.withLock { $0.isStopped = true } }

    func take() -> (sources: [Source], isAnew: Bool, isStopped: Bool) {
        state.withLock { state in
            defer {
                state.sources = []
                state.isAnew = false
            }
            return (state.sources.sorted(), state.isAnew, state.isStopped)
        }
    }
}
