import Findings
import Transcripts

/// How large the records of a transcript are, so that no conversation asks for more memory, or for more in one commit, than there is.
enum RecordsSize {
    /// In bytes; at most what the log gets of it. It is reckoned before the records are made, as they may be more than memory holds.
    static func most(of transcript: Transcript, _ result: LintResult, from provenance: Provenance) -> Int {
        let origin = [provenance.file, provenance.format, provenance.source, transcript.language, transcript.agent, transcript.queue]
        let shared = fixed + most(of: origin.compactMap { $0 } + [transcript.id] + transcript.tags)
        var size = shared + most(of: result.verdict.packs)
        // By index: a finding is large, and to take it out of its array is to copy it.
        for index in result.findings.indices { size += shared + most(of: result.findings[index]) }
        return size
    }

    private static func most(of finding: Finding) -> Int {
        most(of: finding.id) + most(of: finding.rule.path) + most(of: finding.rule.packVersion) + most(of: finding.category)
            + most(of: finding.message) + most(of: finding.fix) + most(of: finding.at) + (finding.trigger.map { most(of: $0) } ?? 0)
    }

    private static func most(of quotation: Quotation) -> Int { most(of: quotation.quote) + (quotation.author.map { most(of: $0) } ?? 0) }

    private static func most(of texts: [String]) -> Int { texts.reduce(0) { $0 + most(of: $1) } }

    private static func most(of text: String) -> Int { quotes + escaped * text.utf8.count }

    /// Quotation marks and a comma.
    private static let quotes = 3
    /// A byte that is escaped takes six.
    private static let escaped = 6
    /// Names and numbers of a record.
    private static let fixed = 1000
}
