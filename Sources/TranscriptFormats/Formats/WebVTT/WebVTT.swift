import Diagnostics
import Transcripts

/// Captions of a call: WebVTT or SRT, with speakers as `<v Name>` or `Name: …`.
struct WebVTT: WholeTextFormat {
    let name = "webvtt"
    let title = "captions of a call (WebVTT or SRT)"
    let recognition = "text that begins with WEBVTT, or with a cue such as “00:00:01,000 --> 00:00:04,000”"

    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition? {
        let lines = CaptionText.lines(of: head.prefix(4096)).prefix(20).filter { !$0.isEmpty }
        guard let first = lines.first else { return nil }
        if first.hasPrefix("WEBVTT") {
            let rest = first.dropFirst(6)
            return rest.isEmpty || rest.first == " " || rest.first == "\t" ? .readable : nil
        }
        let timing = first.utf8.allSatisfy(\.isDigit) ? lines.dropFirst().first : first
        return timing.flatMap { CaptionCue.Timing($0) } == nil ? nil : .readable
    }

    func items(of text: [UInt8], origin: RecordOrigin, context: RecordContext) throws -> [ExportItem] {
        let captions = CaptionText(CaptionText.lines(of: text))
        guard !captions.cues.isEmpty else {
            throw FileError.withoutBodies(
                self, file: origin.file, help: "no cue has words in it; export the captions once the call is over")
        }
        do throws(RecordError) {
            return [.transcript(try CaptionTranscript(captions, context: context).transcript())]
        } catch {
            throw DiagnosticsError(Diagnostic(code: error.code, error.message, at: Place(file: origin.file), help: error.help))
        }
    }
}
