import Rules
import Transcripts

extension Rendition {
    /// In capitals.
    var inCapitals: Rendition {
        rewritten { RewrittenText($0) { character, _ in character.uppercased() } }
    }

    /// With typographic quotation marks and apostrophes.
    var withSmartQuotes: Rendition {
        rewritten { text in
            RewrittenText(text) { character, previous in
                let opens = previous.map { $0.isWhitespace || "([{".contains($0) } ?? true
                return switch character {
                case "'": opens ? "‘" : "’"
                case "\"": opens ? "“" : "”"
                default: String(character)
                }
            }
        }
    }

    /// With an emoji in front of each message.
    ///
    /// A message that begins with quoted text or code is left alone: it would no longer begin with its mark.
    var withEmoji: Rendition {
        rewritten { text in
            RewrittenText(text, inFront: text.isEmpty || text.beginsQuoted ? "" : "📦 ") { character, _ in String(character) }
        }
    }

    private func rewritten(_ rewrite: (String) -> RewrittenText) -> Rendition {
        var rendition = self
        let texts = transcript.messages.map { rewrite($0.text) }
        for index in texts.indices { rendition.transcript.messages[index].text = texts[index].text }
        rendition.marks = marks.map { mark in
            Mark(pieces: mark.pieces.map { Spot(message: $0.message, span: texts[$0.message].range($0.span)) })
        }
        return rendition
    }
}

extension String {
    fileprivate var beginsQuoted: Bool { first == ">" || hasPrefix("```") || hasPrefix("~~~") }
}
