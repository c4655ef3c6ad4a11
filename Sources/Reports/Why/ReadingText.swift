import Diagnostics
import Findings
import Phrases
import Rules
import Transcripts

/// How the rules read one message, as people read it.
struct ReadingText {
    let settings: ReportSettings
    let transcript: Transcript
    let message: Int
    let reading: MessageReading

    private static let labelWidth = 11
    /// How many corrections, sentences and phrases are shown of each.
    private static let rowLimit = 40

    private var words: TranscriptWords { TranscriptWords(transcript: transcript, settings: settings) }
    private var rowWidth: Int { settings.width - 2 - Self.labelWidth }

    func lines() -> [String] {
        let head = settings.style.paint("message \(message), as the rules read it", .strong)
        guard settings.quotes != .none else { return [head, "  its words are left out, as --quotes none asks for"] }
        let phrase = MatchText(settings: settings, words: words)
        return [head] + section("words", TextWrapping.rows(read, width: rowWidth)) { [$0] }
            + section("changed", reading.words.filter { $0.change != nil }) { [change($0)] }
            + section("sentences", reading.sentences) { ["\($0.kind.rawValue) \(quote($0.span, indent: $0.kind.rawValue.count + 1))"] }
            + section("skipped", reading.skipped) { ["\(quote($0, indent: 32)) (quoted text or code is no speech)"] }
            + section("phrases", reading.matches) { phrase.lines($0, width: rowWidth) }
    }

    private func section<Item>(_ label: String, _ items: [Item], _ rows: (Item) -> [String]) -> [String] {
        let shown = items.isEmpty ? ["none"] : items.prefix(Self.rowLimit).flatMap(rows)
        let more = items.count > Self.rowLimit ? ["… and \(items.count - Self.rowLimit) more"] : []
        return (shown + more).enumerated().map { position, row in
            let head = position == 0 ? label + String(repeating: " ", count: Self.labelWidth - label.count) : blank
            return "  " + settings.style.paint(head, .help) + row
        }
    }

    private var blank: String { String(repeating: " ", count: Self.labelWidth) }

    /// The words one after the other; of what is masked only the mask.
    private var read: String {
        var masks = WordMasks(transcript.messages[message].text, quotes: settings.quotes)
        var words: [String] = []
        for word in reading.words {
            if let mask = masks.mask(of: word.span) {
                if words.last != mask { words.append(mask) }
            } else {
                words += word.words
            }
        }
        return words.joined(separator: " ")
    }

    private func change(_ word: Reading) -> String {
        "\(quote(word.span)) → \(TerminalText.escaped(word.words.joined(separator: " "))) (\(word.change?.rawValue ?? ""))"
    }

    private func quote(_ span: Range<Int>, indent: Int = 0) -> String {
        words.quote(Spot(message: message, span: span), width: rowWidth - indent)
    }
}
