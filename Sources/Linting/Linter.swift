import Findings
import Rules
import Transcripts

/// The linter: a transcript and rules in, findings and a verdict out.
///
/// Pure: it knows no clock, no files and no globals, so the same transcript and rules give the same result on any thread.
public struct Linter: Sendable {
    public let rules: RuleSet
    private let table: RuleTable
    private let shared: SharedRuleSet

    public init(_ rules: RuleSet) {
        self.rules = rules
        table = RuleTable(rules)
        shared = SharedRuleSet(rules)
    }

    /// What the rules find in a transcript.
    public func lint(_ transcript: Transcript) -> LintResult { lint(transcript, trace: nil).result }

    /// The same, and the profiler is told what it took.
    public func lint(_ transcript: Transcript, profiler: LintProfiler) -> LintResult {
        let start = profiler.now
        defer { profiler.addTranscript(since: start) }
        return lint(transcript, trace: nil, profiler: profiler).result
    }

    /// The same, and how it came about: what `lint` finds is what is told.
    public func explain(_ transcript: Transcript) -> Explanation {
        let trace = Trace(rules)
        let (result, shares) = lint(transcript, trace: trace)
        return Explanation(transcript, result: result, shares: shares, trace: trace, rules: rules)
    }

    private func lint(
        _ transcript: Transcript, trace: Trace?, profiler: LintProfiler? = nil
    ) -> (result: LintResult, shares: [ScoreShare]) {
        let packs = rules.packs.indices.filter { rules.packs[$0].judges(transcript.language) }
        guard let first = packs.first else {
            return (LintResult(findings: [], verdict: Verdict(unsupportedLanguage: true)), [])
        }
        let scan = TranscriptScan(transcript, sharing: shared, findsAll: trace != nil, timer: profiler?.timer)
        var shares: [ScoreShare] = []
        shares.reserveCapacity(rules.rules.count)
        var suppressing = Suppressing(rules.suppressions[transcript.id] ?? [])
        var hits: [PlacedHit] = []
        var evaluation = Evaluation(transcript, turnGap: rules.packs[first].turnGap, scan: scan, trace: trace)
        for pack in packs {
            if rules.packs[pack].turnGap != evaluation.turnGap {
                evaluation = Evaluation(transcript, turnGap: rules.packs[pack].turnGap, scan: scan, trace: trace)
            }
            // By index: a rule is large, and to take it out of its array is to copy it.
            for index in table.packs[pack].rules {
                let start = profiler?.now
                var outcome = rules.rules[index].evaluate(evaluation)
                let suppressed = suppressing.apply(to: &outcome, of: rules.rules[index])
                trace?.suppress(suppressed, leaving: outcome)
                if let start { profiler?.add(index, since: start, findings: outcome.hits.count) }
                shares.append(ScoreShare(outcome, of: index, weight: table.rows[index].weight))
                for hit in outcome.hits { hits.append(PlacedHit(hit: hit, rule: index, rank: table.rows[index].rank)) }
            }
        }
        let findings = findings(hits, in: transcript)
        let tally = Tally(shares, table: table)
        var verdict = tally.verdict(for: transcript, findings: findings, packs: packs.map { table.packs[$0].reference })
        verdict.unsegmentedMessages = evaluation.unsegmentedMessages
        verdict.suppressed = suppressing.count
        return (LintResult(findings: findings, verdict: verdict, notices: suppressing.notices), tally.shares)
    }

    private func findings(_ hits: [PlacedHit], in transcript: Transcript) -> [Finding] {
        var hash = StableHash()
        hash.combine(transcript.id)
        return hits.sorted { $0.order < $1.order }.map { finding($0, in: transcript, hash) }
    }

    /// - Parameter hash: Of the transcript's id.
    private func finding(_ placed: PlacedHit, in transcript: Transcript, _ hash: StableHash) -> Finding {
        // A rule is named by its index throughout: to take it out of its array is to copy it.
        let (hit, index) = (placed.hit, placed.rule)
        let at = Quotation(hit.at, in: transcript)
        // No closure, as that would copy the transcript.
        var trigger: Quotation?
        if let spot = hit.trigger { trigger = Quotation(spot, in: transcript) }
        let called = trigger?.quote ?? at.quote
        let message = rules.rules[index].message.text { placeholder in
            switch placeholder {
            case .match: at.quote.onOneLine
            case .trigger: called.onOneLine
            case .value, .count: hit.values[placeholder]
            }
        }
        let reference = rules.rules[index].reference
        return Finding(
            id: Self.id(hit, of: reference, hash), rule: reference, category: rules.rules[index].category,
            behaviour: rules.rules[index].behaviour, severity: rules.rules[index].severity, message: message, at: at, trigger: trigger,
            fix: rules.rules[index].fix)
    }

    /// An id made of what a finding is about: the transcript, the rule, and the places; never of time or chance.
    private static func id(_ hit: Hit, of rule: RuleReference, _ hash: StableHash) -> String {
        var hash = hash
        hash.combine(rule.path)
        hash.combine(hit.at)
        if let trigger = hit.trigger { hash.combine(trigger) }
        return hash.text
    }
}

/// What is to become a finding.
private struct PlacedHit {
    let hit: Hit
    /// The rule's place in the rule set.
    let rule: Int
    /// The rule's place by its path.
    let rank: Int

    /// By message, then position, then rule.
    var order: (Int, Int, Int, Int, Int) {
        (hit.at.message, hit.at.span.lowerBound, hit.at.span.upperBound, rank, hit.trigger?.message ?? -1)
    }
}

extension StableHash {
    fileprivate mutating func combine(_ spot: Spot) {
        combine(spot.message)
        combine(spot.span.lowerBound)
        combine(spot.span.upperBound)
    }
}

extension String {
    /// With spaces for line breaks: a sentence quotes words, not how they were laid out.
    fileprivate var onOneLine: String {
        guard utf8.contains(0x0A) else { return self }
        var line: [UInt8] = []
        var isPastBreak = false
        for byte in utf8 {
            // After a carriage return it is part of one character with it.
            if byte == 0x0A, line.last != 0x0D {
                isPastBreak = true
                continue
            }
            if isPastBreak, !line.isEmpty { line.append(UInt8(ascii: " ")) }
            isPastBreak = false
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
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
