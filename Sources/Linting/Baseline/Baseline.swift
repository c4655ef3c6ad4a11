import Findings
import Transcripts

/// Findings that are known, so that a team sees only what is new.
public struct Baseline: Sendable, Hashable {
    /// How often each finding is known in its transcript; never 0.
    public let counts: [Fingerprint: Int]

    public init(_ counts: [Fingerprint: Int] = [:]) { self.counts = counts }

    /// What of a transcript's result is new.
    ///
    /// Findings and their counts are without those that are known. The score and the behaviours stay: they say how the conversation was,
    /// not what changed.
    public func compare(_ result: LintResult, of transcript: Transcript) -> Comparison {
        var occurrences: [Fingerprint: Int] = [:]
        var new = result
        new.findings = result.findings.filter { finding in
            let fingerprint = Fingerprint(of: finding, in: transcript)
            occurrences[fingerprint, default: 0] += 1
            return occurrences[fingerprint, default: 0] > counts[fingerprint, default: 0]
        }
        new.verdict.counts = Dictionary(new.findings.map { ($0.severity, 1) }, uniquingKeysWith: +)
        return Comparison(
            new: new, known: result.findings.count - new.findings.count, transcript: Fingerprint.transcript(transcript.id),
            packs: result.verdict.packs.map { String($0.prefix { $0 != "@" }) }, occurrences: occurrences)
    }

    /// A transcript's result held against a baseline.
    public struct Comparison: Sendable {
        /// The result without what is known.
        public let new: LintResult
        /// How many findings were left out.
        public let known: Int
        let transcript: String
        /// The names of the packs that judged it.
        let packs: [String]
        let occurrences: [Fingerprint: Int]
    }
}

/// What became of a baseline in a run over many transcripts.
///
/// A transcript that is in the input several times is held against the baseline each time; the most that one of them has counts.
public struct BaselineLedger: Sendable {
    /// How many findings were left out.
    public private(set) var known = 0
    private let baseline: Baseline
    private let keepsNew: Bool
    private var seen: [Fingerprint: Int] = [:]
    private var linted: Set<Linted> = []
    private let transcripts: Set<String>

    /// That a pack judged a transcript.
    private struct Linted: Hashable {
        let transcript: String
        let pack: String
    }

    /// - Parameter keepsNew: Whether findings that the baseline has not are remembered, too, to write another; else it bounds the memory.
    public init(_ baseline: Baseline, keepsNew: Bool = false) {
        self.baseline = baseline
        self.keepsNew = keepsNew
        transcripts = Set(baseline.counts.keys.map(\.transcript))
    }

    public mutating func add(_ comparison: Baseline.Comparison) {
        known += comparison.known
        for (fingerprint, count) in comparison.occurrences where keepsNew || baseline.counts[fingerprint] != nil {
            seen[fingerprint] = max(count, seen[fingerprint] ?? 0)
        }
        guard transcripts.contains(comparison.transcript) else { return }
        for pack in comparison.packs { linted.insert(Linted(transcript: comparison.transcript, pack: pack)) }
    }

    /// All findings that were seen, known or new.
    public var found: Baseline { Baseline(seen) }

    /// The baseline without what no longer occurs. What was not looked for stays: transcripts that were not in the input, packs that were
    /// not loaded or not for the transcript's language.
    public var pruned: Baseline {
        Baseline(
            Dictionary(
                uniqueKeysWithValues: baseline.counts.compactMap { fingerprint, count in
                    let judged = Linted(transcript: fingerprint.transcript, pack: fingerprint.pack)
                    guard linted.contains(judged) else { return (fingerprint, count) }
                    let left = min(count, seen[fingerprint] ?? 0)
                    return left > 0 ? (fingerprint, left) : nil
                }))
    }

    /// How many entries of the baseline occur less often than it says, or not at all.
    public var goneCount: Int {
        let pruned = pruned.counts
        return baseline.counts.count { pruned[$0.key] != $0.value }
    }
}
