import SystemCalls

/// A bar on standard error for work that takes a while; nothing where standard error is no terminal.
struct ProgressBar {
    /// Work that is done within this time shows no bar. Nanoseconds.
    private static let patience: Int64 = 500_000_000
    /// The time between two pictures. Nanoseconds.
    private static let interval: Int64 = 100_000_000
    private static let width = 30

    private let isShown = Terminal.isTerminal(.error)
    private let clock = MachineTime()
    private var due: Int64
    private var isDrawn = false

    init() { due = clock.monotonic + Self.patience }

    /// Draws the bar when it is time to.
    ///
    /// - Parameters:
    ///   - done: How much of the work is done, in the unit of `total`.
    ///   - total: nil where it is not known.
    mutating func update(done: Int64, of total: Int64?, transcripts: Int) {
        guard isShown, clock.monotonic >= due else { return }
        due = clock.monotonic + Self.interval
        isDrawn = true
        StandardStreams.writeError("\r\u{1B}[K" + Self.text(done: done, of: total, transcripts: transcripts))
    }

    /// Takes the bar away, before something else is written.
    mutating func clear() {
        if isDrawn { StandardStreams.writeError("\r\u{1B}[K") }
        isDrawn = false
    }

    static func text(done: Int64, of total: Int64?, transcripts: Int) -> String {
        let count = transcripts.counted("transcript")
        guard let total, total > 0 else { return count }
        let share = min(1, Double(done) / Double(total))
        let filled = Int(share * Double(width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        return "\(bar) \(Int(share * 100)) %  \(count)"
    }
}
