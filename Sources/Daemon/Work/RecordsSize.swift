import Findings
import Transcripts

/// How large the records of a transcript are, so that no conversation asks for more memory, or for more in one commit, than there is.
enum RecordsSize {
    /// In bytes; at most what the log gets of it. It is reckoned before the records are made, as they may be more than memory holds.
    static func most(of transcript: Transcript, _ result: LintResult, file: String) -> Int {
        let origin = [transcript.id, transcript.language, transcript.agent, transcript.queue, file].compactMap { $0 } + transcript.tags
        let shared = fixed + escaped * origin.reduce(0) { $0 + $1.utf8.count }
        return result.findings.reduce(shared) { $0 + shared + most(of: $1) }
    }

    private static func most(of finding: Finding) -> Int {
        let quotations = [finding.at, finding.trigger].compactMap { $0 }
        let texts = [finding.message, finding.fix] + quotations.flatMap { [$0.quote, $0.author ?? ""] }
        return escaped * texts.reduce(0) { $0 + $1.utf8.count }
    }

    /// A byte that is escaped takes six.
    private static let escaped = 6
    /// Names and numbers of a record.
    private static let fixed = 1000
}
