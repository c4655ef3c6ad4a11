import Diagnostics
import Findings
import SystemCalls
import TranscriptFormats
import Transcripts

/// One transcript of a file: the one asked for, or the only one.
struct TranscriptChoice {
    let file: String
    /// nil where the file has but one.
    let id: String?
    var settings = FormatSettings()

    /// How many ids are kept to suggest and to list.
    private static let memory = 100_000
    private static let listed = 8

    /// Reads the file to its end, or to the transcript; what could not be read on the way is told where it may matter.
    ///
    /// - Throws: `DiagnosticsError` where there is no such transcript, or it is not clear which is meant.
    func find() throws -> (transcript: Transcript, provenance: Provenance) {
        var only: (Transcript, Provenance)?
        var ids: [String] = []
        var count = 0
        var rejected: [Diagnostic] = []
        var stream = TranscriptStream(InputFinder([file]), settings: settings)
        while let item = stream.next() {
            switch item {
            case .transcript(let transcript, let provenance):
                if let id, transcript.id == id { return (transcript, provenance) }
                if count == 0 { only = (transcript, provenance) }
                count += 1
                if ids.count < Self.memory { ids.append(transcript.id) }
            case .rejected(let record): rejected.append(record.diagnostic)
            }
        }
        if let id { throw DiagnosticsError(rejected + [unknown(id, among: ids, count: count)]) }
        guard let only, count == 1 else {
            throw DiagnosticsError(count == 0 && !rejected.isEmpty ? rejected : rejected + [ambiguous(ids, count: count)])
        }
        StandardStreams.report(rejected)
        return only
    }

    private func unknown(_ id: String, among ids: [String], count: Int) -> Diagnostic {
        let help = Suggestion.question(for: id, in: ids) ?? (ids.isEmpty ? "it has none" : "it has \(Self.list(ids, count: count))")
        return Diagnostic(code: "no-such-transcript", "there is no transcript “\(id)”", at: Place(file: file), help: help)
    }

    private func ambiguous(_ ids: [String], count: Int) -> Diagnostic {
        guard let first = ids.first else {
            return Diagnostic(code: "no-transcripts", "there is no transcript", at: Place(file: file), help: "name a file that has one")
        }
        return Diagnostic(
            code: "several-transcripts", "there are \(count) transcripts", at: Place(file: file),
            help: "say which with --id, such as --id \(first): it has \(Self.list(ids, count: count))")
    }

    private static func list(_ ids: [String], count: Int) -> String {
        let shown = ids.prefix(listed)
        return shown.joined(separator: ", ") + (count > shown.count ? " and \(count - shown.count) more" : "")
    }
}
