import SystemCalls

extension SpoolFolder {
    /// A move that could not be made now; it is to be tried again.
    public struct StuckMove: Sendable, Hashable {
        public let move: SpoolMove
        public let error: SystemCallError
    }

    /// A sync that failed: nobody knows what is on the disk, and only a new start can find out.
    public struct SyncFailure: Error, Sendable, Hashable, CustomStringConvertible {
        public let error: SystemCallError
        public var description: String { "\(error)" }
    }

    /// Makes committed moves, and makes them durable. Making them again does nothing: a file that is not where it was, or is another one,
    /// is left alone.
    ///
    /// - Parameter keepsDone: false, what would go to `done` is deleted.
    /// - Returns: the moves that could not be made.
    public func perform(_ moves: [SpoolMove], keepsDone: Bool = true) throws(SyncFailure) -> [StuckMove] {
        var stuck: [StuckMove] = []
        var batch = MoveBatch(moves, spool: self, keepsDone: keepsDone)
        for move in moves {
            do throws(MoveBatch.Failure) {
                try batch.make(move)
            } catch {
                switch error {
                case .sync(let error): throw SyncFailure(error: error)
                // Without its source's folder the file is gone as well; but not without the folder that it goes to.
                case .call(let error):
                    if !error.isNotFound || batch.isThere(move) { stuck.append(StuckMove(move: move, error: error)) }
                }
            }
        }
        do throws(SystemCallError) { try batch.synchronize() } catch { throw SyncFailure(error: error) }
        return stuck
    }
}
