import Synchronization

/// The pieces of work that nobody has begun, and who waits for what.
final class CrewQueue: Sendable {
    private struct State {
        /// In the order in which they came.
        var pieces: ArraySlice<any Piece> = []
        /// Of the threads that have nothing to do.
        var idle: [WakeUp] = []
        var isEnding = false
        /// Whether the owner waits until some piece is done.
        var isAwaited = false
    }

    private let state = Mutex(State())
    private let done = WakeUp()

    /// - Returns: Whether there is more to do than the owner and the threads that work will come to at once.
    func add(_ piece: any Piece) -> Bool {
        let (wakeUp, isHelpWanted) = state.withLock { state -> (WakeUp?, Bool) in
            state.pieces.append(piece)
            // The owner comes to one of them.
            guard state.pieces.count > 1 else { return (nil, false) }
            let wakeUp = state.idle.popLast()
            return (wakeUp, wakeUp == nil)
        }
        wakeUp?.notify()
        return isHelpWanted
    }

    /// Takes a piece out.
    ///
    /// - Returns: false where somebody has begun it.
    func withdraw(_ piece: any Piece) -> Bool {
        state.withLock { state in
            if state.pieces.first === piece {
                state.pieces.removeFirst()
                return true
            }
            guard let index = state.pieces.firstIndex(where: { $0 === piece }) else { return false }
            state.pieces.remove(at: index)
            return true
        }
    }

    /// The next piece for the owner; nil where none is left.
    func takeNext() -> (any Piece)? { state.withLock { $0.pieces.popFirst() } }

    /// Lets the owner wait until something is so that a finished piece brings about.
    func wait(until isSo: () -> Bool) {
        state.withLock { $0.isAwaited = true }
        while !isSo() { done.wait(upTo: nil) }
        state.withLock { $0.isAwaited = false }
    }

    /// The next piece for a thread that has done the one before; nil, the thread is to end.
    func next(orWaitWith wakeUp: WakeUp) -> (any Piece)? {
        while true {
            let (piece, isEnding, isAwaited) = state.withLock { state -> ((any Piece)?, Bool, Bool) in
                let piece = state.isEnding ? nil : state.pieces.popFirst()
                if piece == nil, !state.isEnding { state.idle.append(wakeUp) }
                return (piece, state.isEnding, state.isAwaited)
            }
            if isAwaited { done.notify() }
            if piece != nil || isEnding { return piece }
            wakeUp.wait(upTo: nil)
        }
    }

    /// Lets all threads end.
    func end() {
        let idle = state.withLock { state in
            defer { state.idle = [] }
            state.isEnding = true
            return state.idle
        }
        for wakeUp in idle { wakeUp.notify() }
    }

    /// Lets new threads work.
    func begin() { state.withLock { $0.isEnding = false } }
}
