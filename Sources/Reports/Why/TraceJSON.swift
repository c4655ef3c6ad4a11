import Diagnostics
import Phrases
import Rules

/// Writes traces as JSON.
struct TraceJSON {
    var writer = JSONWriter()
    let words: TranscriptWords

    init(words: TranscriptWords) { self.words = words }

    /// How many columns of words are written with a place.
    private static let quoteWidth = 200

    mutating func object(_ write: (inout TraceJSON) -> Void) {
        writer.beginObject()
        write(&self)
        writer.endObject()
    }

    mutating func member(_ name: StaticString, _ write: (inout TraceJSON) -> Void) {
        writer.key(name)
        object(write)
    }

    mutating func array<T>(_ name: StaticString, _ elements: [T], _ write: (inout TraceJSON, T) -> Void) {
        writer.key(name)
        writer.beginArray()
        for element in elements { write(&self, element) }
        writer.endArray()
    }

    // MARK: Places

    mutating func write(_ spot: Spot, name: String? = nil) {
        object {
            if let name { $0.writer.member("name", name) }
            $0.writer.member("message", spot.message)
            $0.write(span: spot.span)
            $0.writer.member("quote", $0.quote(spot))
        }
    }

    private mutating func write(span: Range<Int>) {
        writer.key("span")
        writer.beginArray()
        writer.value(span.lowerBound)
        writer.value(span.upperBound)
        writer.endArray()
    }

    /// The words of a place; nil where words are left out.
    private func quote(_ spot: Spot) -> String? { words.bare(spot, width: Self.quoteWidth) }

    // MARK: Traces

    mutating func write(_ unmet: UnmetCondition) {
        object {
            $0.writer.member("key", unmet.key)
            $0.writer.member("wanted", unmet.wanted)
            $0.writer.member("actual", unmet.actual)
        }
    }

    mutating func write(_ match: TracedMatch) {
        object { $0.writeMembers(of: match) }
    }

    private mutating func writeMembers(of match: TracedMatch) {
        writer.member("weight", match.weight)
        writer.member("phrase", match.place?.phrase)
        writer.member("owner", match.place?.owner)
        writer.member("file", match.place?.file)
        writer.member("line", match.place.map { Double($0.line) })
        writer.key("at")
        write(match.spot)
    }

    mutating func write(_ weighing: Weighing) {
        object {
            $0.writer.member("part", weighing.part)
            $0.writer.key("messages")
            $0.writer.beginArray()
            for message in weighing.messages { $0.writer.value(message) }
            $0.writer.endArray()
            $0.writer.member("selected", weighing.isSelected)
            $0.writer.member("because", weighing.reason)
            $0.writer.member("sum", weighing.sum)
            $0.writer.member("at_least", weighing.atLeast)
            $0.array("matches", weighing.matches) { json, match in json.write(match) }
            $0.array("set_aside", weighing.setAside) { json, set in
                json.object {
                    $0.writer.member("because", set.reason.text)
                    $0.writeMembers(of: set.match)
                    $0.writer.key("other")
                    if let other = set.reason.other { $0.write(other) } else { $0.writer.null() }
                }
            }
            $0.array("conditions", weighing.nested) { json, nested in json.write(nested) }
        }
    }

    mutating func write(_ step: TraceStep) {
        object {
            $0.writer.member("name", step.name)
            $0.writer.member("effect", step.effect.rawValue)
            $0.writer.member("text", step.text)
            $0.array("places", step.places) { json, place in json.write(place.spot, name: place.name) }
        }
    }

    mutating func write(_ protected: ProtectedHit) {
        object {
            $0.writer.key("at")
            $0.write(protected.hit.at)
            $0.writer.member("in", protected.scope)
            $0.writer.member("file", protected.unless.file)
            $0.writer.member("line", protected.unless.line)
            $0.writer.key("words")
            $0.write(protected.words)
        }
    }

    mutating func write(_ suppressed: SuppressedHit) {
        object {
            $0.writer.key("at")
            $0.write(suppressed.hit.at)
            $0.writer.member("reason", suppressed.suppression.reason)
            $0.writer.member("by", suppressed.suppression.by)
            $0.writer.member("until", suppressed.suppression.until)
            $0.writer.member("file", suppressed.suppression.place.file)
            $0.writer.member("line", suppressed.suppression.place.line)
        }
    }

    // MARK: Readings

    mutating func write(_ reading: MessageReading, of message: Int) {
        var masks = WordMasks(words.transcript.messages[message].text, quotes: words.settings.quotes)
        object {
            $0.writer.member("index", message)
            $0.array("words", reading.words) { json, word in json.write(word, masked: masks.mask(of: word.span), in: message) }
            $0.array("sentences", reading.sentences) { json, sentence in
                json.object {
                    $0.writer.member("kind", sentence.kind.rawValue)
                    $0.write(span: sentence.span)
                }
            }
            $0.array("skipped", reading.skipped) { json, span in json.object { $0.write(span: span) } }
            $0.array("matches", reading.matches) { json, match in json.write(match) }
        }
    }

    private mutating func write(_ word: Reading, masked mask: String?, in message: Int) {
        let isLeftOut = words.settings.quotes == .none
        let written = isLeftOut ? nil : mask ?? words.written(Spot(message: message, span: word.span))
        object {
            $0.write(span: word.span)
            $0.writer.member("written", written)
            $0.writer.member("read", isLeftOut ? [] : mask.map { [$0] } ?? word.words)
            $0.writer.member("change", word.change?.rawValue)
            $0.writer.member("classes", word.classes.map(\.name))
        }
    }
}
