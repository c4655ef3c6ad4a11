import Diagnostics
import Transcripts

extension Selector {
    /// Reports why the selector can never select anything, whatever the transcript.
    ///
    /// - Parameter entries: The phrases that the selector was read with; nil where it has none.
    func reportUnreachable(_ entries: [PhraseEntry]?, at cursor: JSONCursor) {
        if let minWords, let maxWords, minWords > maxWords {
            cursor.report(
                "unreachable-selector", "no message has at least \(minWords) and at most \(maxWords) words",
                help: "let min_words be no more than max_words")
        }
        if firstTurns != nil || lastTurns != nil, roles.allSatisfy({ $0.side == nil }) {
            let speakers = roles.map(\.rawValue).joined(separator: ", ")
            cursor.report(
                "unreachable-selector", "only customers and agents have turns, not \(speakers)", help: "leave out first_turns and last_turns")
        }
        if let entries, entries.allSatisfy({ $0.weight <= 0 && $0.phrase.wholeList == nil }) {
            cursor.report(
                "unreachable-selector", "no phrase counts for anything: every weight is 0 or less", help: "add a phrase with a weight above 0")
        }
    }
}

extension Condition {
    /// Reports why no transcript can ever meet the condition.
    func reportUnsatisfiable(at cursor: JSONCursor) {
        if let anyTag, !anyTag.isEmpty, anyTag.allSatisfy(noTag.contains) {
            cursor.report(
                "unsatisfiable-when", "every tag that is asked for is excluded, too", help: "remove it from “any” or from “none”")
        }
        let asked: [(key: String, isEmpty: Bool)] = [
            ("channel", channels?.isEmpty ?? false), ("language", languages?.isEmpty ?? false), ("state", states?.isEmpty ?? false),
            ("queue", queues?.isEmpty ?? false), ("tags.any", anyTag?.isEmpty ?? false),
        ]
        for (key, isEmpty) in asked where isEmpty {
            cursor.report("unsatisfiable-when", "“\(key)” allows nothing", help: "add a value or remove the key")
        }
    }
}
