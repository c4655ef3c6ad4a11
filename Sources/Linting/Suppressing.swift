import Diagnostics
import Rules

/// Leaves out the findings of one transcript that `suppress` entries name, and knows which entries fit nothing.
struct Suppressing {
    private let entries: [Suppression]
    private var isUsed: [Bool]
    /// How many findings were left out.
    private(set) var count = 0

    /// - Parameter entries: Those for the transcript.
    init(_ entries: [Suppression]) {
        self.entries = entries
        isUsed = Array(repeating: false, count: entries.count)
    }

    /// Takes away what is not to be found; it does not count as missed either.
    ///
    /// - Returns: What was taken away, each with the first entry that fits.
    mutating func apply(to outcome: inout Outcome, of rule: Rule) -> [SuppressedHit] {
        guard !entries.isEmpty else { return [] }
        var suppressed: [SuppressedHit] = []
        outcome.hits.removeAll { hit in
            // All entries that fit are used, though one would do.
            let fitting = entries.indices.filter { entries[$0].covers(rule.reference, message: hit.at.message) }
            for index in fitting { isUsed[index] = true }
            if let first = fitting.first { suppressed.append(SuppressedHit(hit: hit, suppression: entries[first])) }
            return !fitting.isEmpty
        }
        count += suppressed.count
        outcome.missed -= suppressed.count
        return suppressed
    }

    /// A warning for each entry that fits nothing.
    var notices: [Diagnostic] {
        zip(entries, isUsed).filter { !$0.1 }.map { entry, _ in
            let message = entry.message.map { " at message \($0)" } ?? ""
            return Diagnostic(
                .warning, code: "unused-suppression", "\(entry.rule.path) finds nothing\(message) in transcript “\(entry.transcript)” to suppress",
                at: Place(file: entry.place.file, line: entry.place.line), help: "remove the entry")
        }
    }
}
