import SystemCalls

/// Notices that configuration or rules are others on disk than those in force.
///
/// It looks every two seconds, and tells of a change when two looks in a row have seen the same: an editor may be in the midst of saving.
struct ChangeWatch {
    /// In nanoseconds.
    static let interval: Int64 = 2_000_000_000

    private let look: () -> [FileStamp]
    private var known: [FileStamp]
    private var seen: [FileStamp]
    private var nextLook: Int64

    /// - Parameter look: How the files are now.
    init(now: Int64, look: @escaping () -> [FileStamp]) {
        self.look = look
        known = look()
        seen = known
        nextLook = now + Self.interval
    }

    /// When to look again, on the monotonic clock.
    var deadline: Int64 { nextLook }

    /// Whether the files have changed and settled; asked again, the same change is not told twice.
    mutating func hasChanged(now: Int64) -> Bool {
        guard now >= nextLook else { return false }
        nextLook = now + Self.interval
        let current = look()
        defer { seen = current }
        guard current != known, current == seen else { return false }
        known = current
        return true
    }

    /// The files are about to be read: what changes from now on is a change.
    mutating func beginReading() {
        known = look()
        seen = known
    }

    /// The files were read. Others may be looked at since then, which were not there to be looked at before.
    mutating func endReading() {
        let current = look()
        if current.map(\.path) != known.map(\.path) {
            known = current
            seen = current
        }
    }
}
