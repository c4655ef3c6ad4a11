extension RuleTrace {
    /// What came of the rule, in a clause: `found at 3`, `` nothing: `trigger` at 0 weighs 1 of 2 ``, `left out: …`.
    public var summary: String {
        if !unmet.isEmpty { return "left out: \(unmet.map(\.text).joined(separator: "; "))" }
        if !outcome.hits.isEmpty { return "found at \(Self.places(outcome.hits))\(taken)" }
        if !taken.isEmpty { return "nothing: \(taken.dropFirst(2))" }
        if let step = steps.first(where: { $0.effect == .neither }) ?? steps.first { return "nothing: \(step.text)" }
        return nearest.map { "nothing: \($0.text)" } ?? "nothing to look at"
    }

    /// What was nearest to be enough: of the selector that the rule asked first, what weighs most.
    private var nearest: Weighing? {
        guard let part = weighings.first?.part else { return nil }
        return weighings.reduce(nil) { best, weighing in
            guard weighing.part == part, !weighing.isSelected else { return best }
            guard let best, best.sum >= weighing.sum else { return weighing }
            return best
        }
    }

    /// `, unless took away 1, limit cut 2, suppressed 1`
    private var taken: String {
        (protected.isEmpty ? "" : ", unless took away \(protected.count)") + (cut.isEmpty ? "" : ", limit cut \(cut.count)")
            + (suppressed.isEmpty ? "" : ", suppressed \(suppressed.count)")
    }

    private static func places(_ hits: [Hit]) -> String {
        let messages = hits.map(\.at.message)
        let distinct = messages.enumerated().filter { $0.offset == 0 || messages[$0.offset - 1] != $0.element }.map(\.element)
        let shown = distinct.prefix(8).map { String($0) }.joined(separator: ", ")
        return distinct.count > 8 ? "\(shown) and \(distinct.count - 8) more" : shown
    }
}

extension UnmetCondition {
    /// `` `when` asks for channel email, this is chat ``
    public var text: String { "`when` asks for \(key) \(wanted), this \(actual.map { "is \($0)" } ?? "has none")" }
}

extension Weighing {
    /// What came of it, in a clause: `` `trigger` at 0 weighs 1 of 2 ``.
    public var text: String { "`\(part)` at \(Self.range(messages)) \(reason)" }

    /// The same without saying what was weighed: `weighs 1 of 2`.
    public var reason: String {
        switch verdict {
        case .selected: return atLeast.map { "weighs \(Self.text(sum)) of \(Self.text($0))" } ?? "is selected"
        case .tooLight:
            if matches.isEmpty, let only = setAside.first { return "counts for nothing: \(only.reason.text)" }
            return "weighs \(Self.text(sum)) of \(Self.text(atLeast ?? 0))"
        case .length(let words, let least, let most):
            let limits = [least.map { "\($0) or more" }, most.map { "\($0) at most" }].compactMap { $0 }.joined(separator: " and ")
            return "has \(words == 1 ? "1 word" : "\(words) words"); \(limits) are asked for"
        case .sentence(let kind): return "has no \(kind.rawValue)"
        case .nested(.any): return "meets none of `any`"
        case .nested(.all): return "does not meet all of `all`"
        case .nested(.none): return "is ruled out by `none`"
        }
    }

    private static func range(_ messages: [Int]) -> String {
        guard let first = messages.first, let last = messages.last, first != last else { return messages.first.map { String($0) } ?? "" }
        return "\(first)–\(last)"
    }

    /// A weight as a person writes it.
    static func text(_ number: Double) -> String {
        let thousandths = (number * 1000).rounded() / 1000
        return Int64(exactly: thousandths).map { String($0) } ?? "\(thousandths)"
    }
}

extension SetAside.Reason {
    /// Why the words do not count, in a clause.
    public var text: String {
        switch self {
        case .protected: "protected by `unless`"
        case .sentence(let kind): "not in \(kind == .exclamation ? "an" : "a") \(kind.rawValue)"
        case .overlapped: "part of a longer or heavier match"
        }
    }
}

extension TracedMatch {
    /// The weight as a person writes it.
    public var weightText: String { Weighing.text(weight) }
}
