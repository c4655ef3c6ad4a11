import Diagnostics
import Rules

/// A match as people read it: its weight, the words, the phrase, and where the phrase is.
struct MatchText {
    let settings: ReportSettings
    let words: TranscriptWords

    /// `2 “fed up” by fed up in list frustration`
    func line(_ match: TracedMatch, width: Int) -> String {
        let weight = match.weightText
        let half = max(12, (width - weight.count) / 2 - 8)
        let quote = words.quote(match.spot, width: half)
        guard let place = match.place else { return "\(weight) \(quote)" }
        let owner = TerminalText.escaped(place.owner)
        let used = weight.count + TerminalText(quote).width + owner.count + 9
        let phrase = TranscriptWords.cut(TerminalText(place.phrase ?? "").cells, width: max(12, width - used))
        let source = settings.style.paint(" by ", .faint) + phrase + settings.style.paint(" in \(owner)", .faint)
        return settings.style.paint(weight, .strong) + (quote.isEmpty ? "" : " " + quote) + source
    }
}
