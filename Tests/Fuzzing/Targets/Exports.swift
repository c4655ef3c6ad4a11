import Diagnostics
import TranscriptFormats
import Transcripts

/// An export of any format.
func readExport(_ bytes: [UInt8]) {
    var limits = ReadLimits()
    limits.fileBytes = 8 << 20
    limits.recordBytes = 1 << 20
    var reader = ExportReader(MemorySource(bytes), name: "fuzzed.export", limits: limits, settings: settings, explains: true)
    do {
        while let item = try reader.next() {
            switch item {
            case .transcript(let transcript): check(transcript)
            case .rejected(let diagnostic): checkPlaced(diagnostic)
            }
            _ = reader.takeDrops()
        }
    } catch let error as DiagnosticsError {
        precondition(!error.diagnostics.isEmpty)
        error.diagnostics.forEach(checkPlaced)
    } catch {
        preconditionFailure("\(error)")
    }
}

private let settings = FormatSettings(agents: ["mia", "@example.com"], roleWords: ["berater": .agent])

/// A transcript is what it is when it is written and read again.
private func check(_ transcript: Transcript) {
    precondition(!transcript.id.isEmpty)
    precondition(transcript.messages.map(\.index) == Array(transcript.messages.indices))
    precondition(transcript.csat.map { 1...5 ~= $0 } ?? true)
    var reader = ExportReader(MemorySource(TranscriptWriter.line(transcript)), name: "written.json")
    guard case .transcript(let again)? = try? reader.next() else { preconditionFailure("what was written cannot be read") }
    precondition(again == transcript, "what was written is read differently")
}

/// A diagnostic of an export says where.
private func checkPlaced(_ diagnostic: Diagnostic) {
    check(diagnostic)
    precondition(diagnostic.place?.file.hasPrefix("fuzzed.export") == true, diagnostic.message)
}
