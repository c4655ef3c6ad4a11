import SystemCalls

extension SpoolFolder {
    /// A move that could not be made now; it is to be tried again.
    public struct StuckMove: Sendable, Hashable {
        public let move: SpoolMove
        public let error: SystemCallError
    }

    /// A call that had to succeed.
    public enum MoveFailure: Error, Sendable, Hashable {
        /// A sync failed: nobody knows what is on the disk, and only a new start can find out.
        case sync(SystemCallError)
        /// A file that had taken another's place is in `done` or `failed` and could not be put back: perform the moves again, as begun ones.
        case blocked(SystemCallError)
    }

    /// The moves with the names that their files get, to be committed with them. Where a folder cannot be looked into there is no name: the
    /// move will tell why.
    public func choosingDestinations(for moves: [SpoolMove]) -> [SpoolMove] {
        var destinations = Destinations(self)
        return moves.map { move in
            var move = move
            move.destination = try? destinations.choose(for: move)
            return move
        }
    }

    /// Makes committed moves, and makes them durable. Making them again does nothing: a file that is not where it was, or is another one,
    /// is left alone.
    ///
    /// - Parameters:
    ///   - keepsDone: false, what would go to `done` is deleted.
    ///   - mayBeBegun: Whether they may have been begun and not ended, by a process that was killed: a file that another one had taken the
    ///     place of is put back into `incoming` then.
    /// - Returns: the moves that could not be made.
    public func perform(
        _ moves: [SpoolMove], keepsDone: Bool = true, mayBeBegun: Bool = false
    ) throws(MoveFailure) -> [StuckMove] {
        var stuck: [StuckMove] = []
        var batch = MoveBatch(moves, spool: self, keepsDone: keepsDone, mayBeBegun: mayBeBegun)
        for move in moves {
            do throws(MoveBatch.Failure) {
                try batch.make(move)
            } catch {
                switch error {
                case .sync(let error): throw .sync(error)
                case .blocked(let error): throw .blocked(error)
                // Without its source's folder the file is gone as well; but not without the folder that it goes to.
                case .call(let error):
                    if !error.isNotFound || batch.isThere(move) { stuck.append(StuckMove(move: move, error: error)) }
                }
            }
        }
        do throws(SystemCallError) { try batch.synchronize() } catch { throw .sync(error) }
        return stuck
    }
}
