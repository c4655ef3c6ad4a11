import Diagnostics
import Transcripts

/// A chat as plain text: `[12:03] Agent: …` or `(06:14:44 PM) Name: …` a line, or `Agent: …` without times.
struct ChatLog: WholeTextFormat {
    let name = "text-log"
    let title = "a plain chat log"
    let recognition = "text with lines such as “[12:03] Agent: …” or “(06:14:44 PM) Name: …”, or that begins “Chat started:”"

    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition? {
        let lines = TextDecoding.lines(of: head).prefix(200).filter { !$0.isEmpty }
        guard let first = lines.first else { return nil }
        let parsed = lines.map { ChatLogLine($0[...], settings: settings) }
        if parsed.first?.stamp != nil || first.hasPrefix("Chat started") && parsed.contains(where: { $0.stamp != nil }) { return .readable }
        // Without times, both sides have to show in the names.
        let roles = parsed.compactMap { line in line.name.flatMap { settings.role(ofName: $0) } }
        guard let name = parsed.first?.name, settings.role(ofName: name) != nil else { return nil }
        return roles.contains(.customer) && roles.contains { $0 == .agent || $0 == .bot } ? .readable : nil
    }

    func items(of text: [UInt8], origin: RecordOrigin, context: RecordContext) throws -> [ExportItem] {
        var log = ChatLogTranscript(context: context)
        let lines = TextDecoding.lines(of: text).map { ChatLogLine($0[...], settings: context.settings) }
        do throws(RecordError) {
            return [.transcript(try log.transcript(of: lines))]
        } catch {
            throw DiagnosticsError(Diagnostic(code: error.code, error.message, at: Place(file: origin.file), help: error.help))
        }
    }
}
