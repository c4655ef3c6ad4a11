import Diagnostics
import Findings
import Rules
import Transcripts

/// The words of a transcript, as they may be shown.
struct TranscriptWords {
    let transcript: Transcript
    let settings: ReportSettings

    /// How many bytes around words are looked at, so that what is masked is recognised.
    private static let reach = 256

    /// Words with their index and in quotation marks, such as `3 “calm down”`; the index alone where words are left out.
    func place(_ spot: Spot, width: Int) -> String {
        let quote = quote(spot, width: width - String(spot.message).count - 1)
        return quote.isEmpty ? "\(spot.message)" : "\(spot.message) \(quote)"
    }

    /// The words in quotation marks, on one line of some columns; empty where words are left out.
    func quote(_ spot: Spot, width: Int) -> String { bare(spot, width: max(8, width - 2)).map { "“\($0)”" } ?? "" }

    /// The words on one line of some columns; nil where words are left out.
    func bare(_ spot: Spot, width: Int) -> String? {
        guard settings.quotes != .none, transcript.messages.indices.contains(spot.message) else { return nil }
        let text = transcript.messages[spot.message].text
        let reach = max(Self.reach, min(spot.span.count, width * 8))
        let marked = MarkedText(text, spans: [spot.span], reach: reach, quotes: settings.quotes)
        let cells = marked.lines.map { line in line.filter { $0.mark != nil } }.filter { !$0.isEmpty }
        return Self.oneLine(cells, width: width)
    }

    /// The words as they stand in the transcript, whatever may be shown.
    func written(_ spot: Spot) -> String {
        let utf8 = transcript.messages[spot.message].text.utf8
        let span = spot.span.clamped(to: 0..<utf8.count)
        let start = utf8.index(utf8.startIndex, offsetBy: span.lowerBound)
        return String(Substring(utf8[start..<utf8.index(start, offsetBy: span.count)]))
    }

    /// The beginning of a message, on one line of some columns.
    func excerpt(_ message: Int, width: Int) -> String {
        guard settings.quotes != .none else { return "" }
        let marked = MarkedText(transcript.messages[message].text, spans: [], reach: width * 24, quotes: settings.quotes)
        return Self.oneLine(marked.lines, width: width)
    }

    private static func oneLine(_ lines: [[TextWrapping.Cell]], width: Int) -> String {
        let joined = Array(lines.joined(separator: [TextWrapping.Cell(shown: .init(text: " ", width: 1), isSpace: true, mark: nil)]))
        return cut(joined.map(\.shown), width: width)
    }

    /// As many cells as fit, with `…` where some do not.
    static func cut(_ cells: [TerminalText.Cell], width: Int) -> String {
        guard cells.reduce(0, { $0 + $1.width }) > width else { return cells.reduce(into: "") { $0 += $1.text } }
        var text = ""
        var used = 1
        for cell in cells {
            used += cell.width
            if used > width { break }
            text += cell.text
        }
        return text + "…"
    }
}
