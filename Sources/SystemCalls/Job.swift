import Synchronization

/// A piece of work that a `Crew` was given, and what comes of it.
public final class Job<Outcome: Sendable>: Sendable {
    private enum State {
        case waiting(@Sendable () -> Outcome)
        case running
        case done(Outcome)
    }

    private let state: Mutex<State>

    init(_ work: @escaping @Sendable () -> Outcome) { state = Mutex(.waiting(work)) }

    /// What came of it; nil, it is not done yet.
    public var outcome: Outcome? {
        state.withLock { state in
            if case .done(let outcome) = state { outcome } else { nil }
        }
    }
}

/// A job, whatever comes of it.
protocol Piece: AnyObject, Sendable {
    /// Does the work; only its first call does anything.
    func run()
}

extension Job: Piece {
    func run() {
        let work: (@Sendable () -> Outcome)? = state.withLock { state in
            guard case .waiting(let work) = state else { return nil }
            state = .running
            return work
        }
        guard let outcome = work?() else { return }
        state.withLock { $0 = .done(outcome) }
    }
}
