import Diagnostics
import Rules

/// A match as people read it: its weight, the words, the phrase, and what has the phrase.
struct MatchText {
    let settings: ReportSettings
    let words: TranscriptWords

    private static let phraseWidth = 60
    private static let indent = "    "

    /// `2 “fed up” by fed up in list frustration`, over several lines where it does not fit.
    ///
    /// - Parameter addition: What is said of it beside.
    func lines(_ match: TracedMatch, width: Int, addition: String = "") -> [String] {
        let quote = words.quote(match.spot, width: width / 2)
        let source = match.place.map { place in
            " by \(TranscriptWords.cut(TerminalText(place.phrase ?? "").cells, width: min(Self.phraseWidth, width / 2))) in \(place.owner)"
        }
        let weight = match.weightText
        let text = [quote.isEmpty ? "" : " " + quote, source ?? "", addition].joined()
        let rows = TextWrapping.rows(weight + text, width: width - Self.indent.count)
        guard let first = rows.first, first.hasPrefix(weight) else { return rows }
        return [settings.style.paint(weight, .strong) + first.dropFirst(weight.count)] + rows.dropFirst().map { Self.indent + $0 }
    }
}
