import Diagnostics

extension RuleSet {
    /// What a thorough look at the packs finds beside what loading them does, in their order: mostly warnings of what has no effect.
    ///
    /// It reads many texts made of the phrases' own words, so it is for authors of packs, who wait for it, and not for those who lint.
    public func review() -> [Diagnostic] {
        var samples = PhraseSamples(self)
        let found =
            unmatchablePhrases(&samples) + shadowedPhrases(&samples) + idleUnless(&samples) + rules.flatMap { repeatedExamples(of: $0) }
            + rules.compactMap { untestedCondition(of: $0) }
        let files = Dictionary(packs.enumerated().map { ($1.file, $0) }, uniquingKeysWith: { first, _ in first })
        let ranked = found.enumerated().map { index, diagnostic in
            let place = diagnostic.place
            return (diagnostic, (files[place?.file ?? ""] ?? 0, place?.bytes?.lowerBound ?? 0, index))
        }
        return ranked.sorted { $0.1 < $1.1 }.map(\.0)
    }

    private func repeatedExamples(of rule: Rule) -> [Diagnostic] {
        var known: [Example.Conversation: Example] = [:]
        return rule.examples.compactMap { example in
            guard let other = known[example.conversation] else {
                known[example.conversation] = example
                return nil
            }
            if other.verdict == example.verdict {
                return Diagnostic(
                    .warning, code: "duplicate-example", "\(rule.reference.path): “\(example.name)” is the same as “\(other.name)”",
                    at: example.place.place, help: "remove one of the two")
            }
            return Diagnostic(
                code: "contradicting-examples",
                "\(rule.reference.path): “\(example.name)” is the same as “\(other.name)”, so one of them cannot hold",
                at: example.place.place, help: "decide whether the rule should find something there, and remove the other")
        }
    }

    private func untestedCondition(of rule: Rule) -> Diagnostic? {
        guard rule.condition != Condition(), !rule.examples.contains(where: { applies(rule, to: $0.transcript) }) else { return nil }
        return Diagnostic(
            .warning, code: "untested-when", "\(rule.reference.path): no example meets its “when”, so nothing of it is tested",
            at: rule.place.place, help: "add an example with “meta” that meets it: {\"meta\": {\"channel\": …}, \"lines\": […]}")
    }
}

extension Example {
    /// What makes two examples the same: who says what when, and under which circumstances.
    fileprivate struct Conversation: Hashable {
        let lines: [Line]
        let circumstances: [String]

        struct Line: Hashable {
            let role: String
            let text: String
            let time: String
        }
    }

    fileprivate var conversation: Conversation {
        Conversation(
            lines: transcript.messages.map { .init(role: $0.role.rawValue, text: $0.text, time: $0.time.map { "\($0)" } ?? "") },
            circumstances: [
                transcript.channel.rawValue, transcript.language ?? "", transcript.state?.rawValue ?? "", transcript.queue ?? "",
            ] + transcript.tags)
    }
}
