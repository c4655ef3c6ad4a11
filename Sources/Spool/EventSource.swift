import Synchronization
import SystemCalls

/// Hears of changes in the spool, so that the daemon need not look all the time. The truth is the folder: what is heard is only a hint.
public protocol EventSource: Sendable {
    /// What happened since the last call; it is forgotten then.
    func take() -> SpoolEvents
    /// Watch these sub-folders of `incoming` as well.
    func watch(_ sources: [Source])
    /// Watch everything anew, as a folder may be another one than before.
    func watchAnew()
}

/// What was heard of the spool.
public struct SpoolEvents: Sendable, Hashable {
    /// The names that changed, in the order in which they first did.
    public var entries: [SpoolEntry] = []
    /// Those of `entries` that were renamed into the folder and not written since.
    public var movedIn: Set<SpoolEntry> = []
    /// Whether something happened that only looking through the whole spool can tell.
    public var rescan = false
    /// Whether more happened at once than the kernel remembers; `rescan` is true as well.
    public var overflow = false
    /// Why nothing is heard at the moment, and what to do; nil while all is well.
    public var deafness: String?

    public init() {}
}

/// Collects what one thread hears for another: bounded, and what does not fit becomes “look through everything”.
///
/// By itself it is a source of the events that are posted to it, and of no others.
public final class EventBox: EventSource {
    private static let capacity = 16_384

    private struct State {
        var events = SpoolEvents()
        var known: Set<SpoolEntry> = []
    }

    private let state = Mutex(State())
    private let wakeUp: WakeUp

    public init(_ wakeUp: WakeUp) { self.wakeUp = wakeUp }

    /// Something happened to a name.
    ///
    /// - Parameter movedIn: Whether it was renamed into the folder; nil, that is as before.
    public func post(_ entry: SpoolEntry, movedIn: Bool?) {
        state.withLock { state in
            if !state.known.contains(entry) {
                guard state.known.count < Self.capacity else {
                    state.events.rescan = true
                    return
                }
                state.known.insert(entry)
                state.events.entries.append(entry)
            }
            switch movedIn {
            case true?: state.events.movedIn.insert(entry)
            case false?: state.events.movedIn.remove(entry)
            case nil: break
            }
        }
        wakeUp.notify()
    }

    /// Only looking through the whole spool tells what happened.
    public func postRescan() {
        state.withLock { $0.events.rescan = true }
        wakeUp.notify()
    }

    /// More happened than the kernel remembers.
    public func postOverflow() {
        state.withLock { $0.events.overflow = true }
        postRescan()
    }

    /// Nothing is heard from now on, or all is well again.
    public func setDeafness(_ reason: String?) {
        let changed = state.withLock { state in
            defer { state.events.deafness = reason }
            return state.events.deafness != reason
        }
        if changed { postRescan() }
    }

    public func take() -> SpoolEvents {
        state.withLock { state in
            let events = state.events
            state = State()
            state.events.deafness = events.deafness
            return events
        }
    }

    public func watch(_ sources: [Source]) {}
    public func watchAnew() {}
}
