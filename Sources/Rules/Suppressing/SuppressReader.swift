import Diagnostics
import Transcripts

/// Reads the `suppress` entries of a pack: `{"rule", "transcript", "message", "reason", "by", "until"}`.
struct SuppressReader {
    let rules: [Rule]
    /// The day on which the rules are loaded, as `2026-11-24`; nil where nothing is to expire.
    let today: String?

    /// The entries that hold; what is wrong with others, or has expired, is reported.
    func read(_ cursor: JSONCursor) -> [Suppression] { (cursor.elements ?? []).compactMap { entry($0) } }

    private func entry(_ cursor: JSONCursor) -> Suppression? {
        guard var object = cursor.object else { return nil }
        let rule = object.required("rule").flatMap { self.rule($0) }
        let transcript = object.required("transcript").flatMap(\.text)
        let message = object.optional("message").map { $0.integer(in: 0...1_000_000_000) }
        let reason = object.required("reason").flatMap(\.text)
        let by = object.required("by").flatMap(\.text)
        let until = object.optional("until").map { $0.day }
        object.finish()
        guard let rule, let transcript, let reason, let by, message != .some(nil), until != .some(nil) else { return nil }
        if let today, let until = until ?? nil, until < today {
            cursor.report(
                "expired-suppression", "this held until \(until) and has no effect any more", severity: .warning,
                help: "remove it, or look again and give a later day")
            return nil
        }
        return Suppression(
            rule: rule.reference, transcript: transcript, message: message ?? nil, reason: reason, by: by, until: until ?? nil,
            place: RulePlace(cursor))
    }

    private func rule(_ cursor: JSONCursor) -> Rule? {
        guard let name = cursor.string else { return nil }
        if let rule = rules.first(where: { $0.isNamed(name) }) { return rule }
        cursor.report(
            "unknown-rule", "there is no rule “\(name)”",
            help: Suggestion.question(for: name, in: rules.map(\.reference.path)) ?? "write the pack and the rule, such as core-en/missing-acknowledgement")
        return nil
    }
}

extension JSONCursor {
    /// A day of the calendar, such as `2026-12-31`.
    fileprivate var day: String? {
        guard let text = string else { return nil }
        if Timestamp.milliseconds(rfc3339: text + "T00:00:00Z") != nil { return text }
        report("bad-date", "“\(text)” is no day", help: "write year, month and day, such as 2026-12-31")
        return nil
    }
}
