import Findings
import Rules
import Transcripts

/// The linter: a transcript and rules in, findings and a verdict out.
///
/// Pure: it knows no clock, no files and no globals, so the same transcript and rules give the same result on any thread.
public struct Linter: Sendable {
    public let rules: RuleSet

    public init(_ rules: RuleSet) { self.rules = rules }

    /// What the rules find in a transcript.
    public func lint(_ transcript: Transcript) -> LintResult { lint(transcript, trace: nil).result }

    /// The same, and how it came about: what `lint` finds is what is told.
    public func explain(_ transcript: Transcript) -> Explanation {
        let trace = Trace(rules)
        let (result, shares) = lint(transcript, trace: trace)
        return Explanation(transcript, result: result, shares: shares, trace: trace, rules: rules)
    }

    private func lint(_ transcript: Transcript, trace: Trace?) -> (result: LintResult, shares: [ScoreShare]) {
        let packs = rules.packs(for: transcript.language)
        guard !packs.isEmpty else {
            return (LintResult(findings: [], verdict: Verdict(unsupportedLanguage: true)), [])
        }
        let scans = ScanCache()
        var shares: [ScoreShare] = []
        var suppressing = Suppressing(rules.suppressions[transcript.id] ?? [])
        var findings: [Finding] = []
        var unsegmentedMessages = 0
        for pack in packs {
            let evaluation = Evaluation(transcript, rules: rules, turnGap: pack.turnGap, scans: scans, trace: trace)
            if pack == packs[0] { unsegmentedMessages = evaluation.unsegmentedMessages }
            // By index: a rule is large, and to take it out of its array is to copy it.
            for index in rules.rules.indices where rules.rules[index].reference.pack == pack.name {
                var outcome = rules.rules[index].evaluate(evaluation)
                let suppressed = suppressing.apply(to: &outcome, of: rules.rules[index])
                trace?.suppress(suppressed, leaving: outcome)
                shares.append(ScoreShare(outcome, of: index, in: rules))
                findings += outcome.hits.map { self.finding($0, of: rules.rules[index], in: transcript) }
            }
        }
        findings.sort { Self.order($0) < Self.order($1) }
        Self.identify(&findings, in: transcript)
        let tally = Tally(shares, rules: rules)
        var verdict = tally.verdict(for: transcript, findings: findings, packs: packs)
        verdict.unsegmentedMessages = unsegmentedMessages
        verdict.suppressed = suppressing.count
        return (LintResult(findings: findings, verdict: verdict, notices: suppressing.notices), tally.shares)
    }

    private func finding(_ hit: Hit, of rule: Rule, in transcript: Transcript) -> Finding {
        let at = Quotation(hit.at, in: transcript)
        let trigger = hit.trigger.map { Quotation($0, in: transcript) }
        let message = rule.message.text { placeholder in
            switch placeholder {
            case .match: at.quote.onOneLine
            case .trigger: (trigger?.quote ?? at.quote).onOneLine
            case .value, .count: hit.values[placeholder]
            }
        }
        return Finding(
            id: "", rule: rule.reference, category: rule.category, behaviour: rule.behaviour, severity: rule.severity, message: message, at: at,
            trigger: trigger, fix: rule.fix)
    }

    // MARK: Order and identity

    private static func order(_ finding: Finding) -> (Int, Int, Int, String, Int) {
        (finding.at.message, finding.at.span.lowerBound, finding.at.span.upperBound, finding.rule.path, finding.trigger?.message ?? -1)
    }

    /// Gives each finding an id made of what it is about: the transcript, the rule, and the places; never of time or chance.
    private static func identify(_ findings: inout [Finding], in transcript: Transcript) {
        for index in findings.indices {
            let finding = findings[index]
            var hash = StableHash()
            hash.combine(transcript.id)
            hash.combine(finding.rule.path)
            for quotation in [finding.at, finding.trigger].compactMap({ $0 }) {
                hash.combine(quotation.message)
                hash.combine(quotation.span.lowerBound)
                hash.combine(quotation.span.upperBound)
            }
            findings[index].id = hash.text
        }
    }
}

extension String {
    /// With spaces for line breaks: a sentence quotes words, not how they were laid out.
    fileprivate var onOneLine: String {
        utf8.contains(0x0A) ? split(separator: "\n").joined(separator: " ") : self
    }
}

extension Quotation {
    fileprivate init(_ spot: Spot, in transcript: Transcript) {
        let message = transcript.messages[spot.message]
        self.init(
            message: spot.message, author: message.author, time: message.time, span: spot.span,
            quote: Excerpt.text(of: spot.span, in: message.text))
    }
}
