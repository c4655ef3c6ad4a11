/// What was done since the start, for the status line.
struct Statistics {
    private var files = 0
    private var transcripts = 0
    private var refused = 0
    private var lastText = ""
    private var nextReport: Int64 = 0

    mutating func add(_ batch: Batch) {
        files += batch.moves.count
        transcripts += batch.transcripts
        refused += batch.refused
    }

    /// Sends the status line where it has changed, at most once a second.
    ///
    /// - Returns: when to call it again, on the monotonic clock; nil where nothing is held back.
    mutating func report(to notifier: ServiceNotifier, trouble: String?, waiting: Int, stuck: Int, now: Int64) -> Int64? {
        let text = text(trouble: trouble, waiting: waiting, stuck: stuck)
        guard text != lastText else { return nil }
        guard now >= nextReport else { return nextReport }
        lastText = text
        nextReport = now + 1_000_000_000
        notifier.status(text)
        return nil
    }

    private func text(trouble: String?, waiting: Int, stuck: Int) -> String {
        var parts = ["\(files) files, \(transcripts) transcripts"]
        if refused > 0 { parts.append("\(refused) refused") }
        if waiting > 0 { parts.append("\(waiting) not whole yet") }
        if stuck > 0 { parts.append("\(stuck) linted but not movable") }
        return (trouble.map { "\($0); " } ?? "") + parts.joined(separator: ", ")
    }
}
