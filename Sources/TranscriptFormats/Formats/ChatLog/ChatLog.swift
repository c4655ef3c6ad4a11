import Diagnostics
import Transcripts

/// A chat as plain text, with times at the front of lines or behind names (see `ChatLogLayout`), or `Agent: …` without times.
struct ChatLog: WholeTextFormat {
    let name = "text-log"
    let title = "a plain chat log"
    let recognition =
        "text with lines such as “[12:03] Agent: …”, “2026-01-05 10:05 - Name: …” or “Name (10:05 AM): …”, "
        + "or with “Agent: …” and “Customer: …”"

    /// How many lines may stand above the first message.
    private static let letterheadLimit = 20

    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition? {
        let lines = TextDecoding.lines(of: head).filter { !$0.trimmedSpaces.isEmpty }.prefix(ChatLogLayout.sampleCount)
        guard let first = lines.first else { return nil }
        let layout = ChatLogLayout.of(Array(lines), settings: settings)
        let parsed = lines.map { ChatLogLine($0[...], layout: layout, settings: settings) }
        guard let layout, let start = parsed.firstIndex(where: { $0.stamp != nil }) else {
            return isSpoken(parsed, settings: settings) ? .readable : nil
        }
        if layout == .brackets, start == 0 || first.hasPrefix("Chat started") { return .readable }
        let names = Set(parsed.compactMap { $0.stamp == nil ? nil : $0.name })
        let isTold = names.contains { settings.role(ofName: $0) != nil }
        // A table has times at the front of lines, or near it, too.
        guard start <= Self.letterheadLimit, names.count > 1 && layout != .heading || isTold else { return nil }
        return start > 0 && DelimitedColumns(header: head)?.areMessages == true ? nil : .readable
    }

    /// Whether lines without times are a chat: both sides have to show in the names, or the settings have to name one of them.
    private func isSpoken(_ lines: [ChatLogLine], settings: FormatSettings) -> Bool {
        let speakers = ChatLogTranscript.speakers(of: lines, settings: settings)
        guard let first = lines.first?.name, speakers.contains(first) else { return false }
        let roles = Set(speakers.map { settings.role(ofName: $0) })
        if roles.contains(.customer) { return roles.contains(.agent) || roles.contains(.bot) }
        return speakers.count > 1 && speakers.contains { settings.agents.contains($0) }
    }

    func items(of text: [UInt8], origin: RecordOrigin, context: RecordContext) throws -> [ExportItem] {
        let lines = TextDecoding.lines(of: text)
        let layout = ChatLogLayout.of(lines, settings: context.settings)
        var log = ChatLogTranscript(context: context)
        let transcript: Transcript
        do throws(RecordError) {
            let parsed = lines.map { ChatLogLine($0[...], layout: layout, settings: context.settings) }
            transcript = try log.transcript(of: parsed, layout: layout)
        } catch {
            throw DiagnosticsError(Diagnostic(code: error.code, error.message, at: Place(file: origin.file), help: error.help))
        }
        guard !transcript.messages.isEmpty else {
            throw FileError.withoutBodies(self, file: origin.file, help: "no line has words; export the messages")
        }
        return [.transcript(transcript)]
    }
}
