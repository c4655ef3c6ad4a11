import Findings
import Transcripts

/// How large the records of a transcript are, so that no conversation asks for more memory, or for more in one commit, than there is.
enum RecordsSize {
    /// In bytes; at most what the log gets of it. It is reckoned before the records are made, as they may be more than memory holds.
    static func most(of transcript: Transcript, _ result: LintResult, from provenance: Provenance) -> Int {
        let origin = [provenance.file, provenance.format, provenance.source, transcript.language, transcript.agent, transcript.queue]
        let shared = fixed + most(of: origin.compactMap { $0 } + [transcript.id] + transcript.tags)
        return result.findings.reduce(shared + most(of: result.verdict.packs)) { $0 + shared + most(of: $1) }
    }

    private static func most(of finding: Finding) -> Int {
        let rule = [finding.id, finding.rule.pack, finding.rule.packVersion, finding.rule.name, finding.category]
        let quotations = [finding.at, finding.trigger].compactMap { $0 }
        return most(of: rule + [finding.message, finding.fix] + quotations.flatMap { [$0.quote, $0.author ?? ""] })
    }

    private static func most(of texts: [String]) -> Int { texts.reduce(0) { $0 + quotes + escaped * $1.utf8.count } }

    /// Quotation marks and a comma.
    private static let quotes = 3
    /// A byte that is escaped takes six.
    private static let escaped = 6
    /// Names and numbers of a record.
    private static let fixed = 1000
}
