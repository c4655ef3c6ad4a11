import Rules
import Transcripts

extension Rendition {
    /// With each message of the two sides split into several, one for each sentence.
    ///
    /// - Parameter sentences: Where the sentences of a text are, in order.
    func split(_ sentences: (String) -> [Range<Int>]) -> Rendition {
        var parts: [(message: Int, span: Range<Int>)] = []
        for (index, message) in transcript.messages.enumerated() {
            let count = message.text.utf8.count
            let isSplit = message.role.side != nil && !message.text.holdsQuotes
            // Each part begins with its sentence, so that what stands between two belongs to the first.
            let starts = [0] + (isSplit ? sentences(message.text).dropFirst().map(\.lowerBound) : []) + [count]
            parts += zip(starts, starts.dropFirst()).map { (index, $0..<max($0, $1)) }
        }
        let messages = parts.enumerated().map { index, part in
            let message = transcript.messages[part.message]
            let text = Array(message.text.utf8)[part.span]
            return message.with(index: index, text: String(decoding: text, as: UTF8.self))
        }
        let marks = marks.map { mark in
            Mark(pieces: mark.pieces.flatMap { spot in
                parts.indices.compactMap { Self.piece(of: spot, in: parts[$0].span, of: parts[$0].message, now: $0) }
            })
        }
        return Rendition(transcript: transcript.with(messages), marks: marks)
    }

    private static func piece(of spot: Spot, in span: Range<Int>, of message: Int, now index: Int) -> Spot? {
        let shared = spot.span.clamped(to: span)
        guard message == spot.message, !shared.isEmpty else { return nil }
        return Spot(message: index, span: shared.lowerBound - span.lowerBound..<shared.upperBound - span.lowerBound)
    }

    /// With the messages that follow each other in a turn as one, a line for each.
    ///
    /// Messages of different times stay apart, as a rule may look at the time between them. A mark of a whole message becomes one of the
    /// message that it is now part of: what is found in a message as a whole is found there.
    var joined: Rendition {
        var messages: [Message] = []
        var places: [(message: Int, offset: Int)] = []
        for message in transcript.messages {
            if let last = messages.last, last.isJoined(with: message) {
                let offset = last.text.utf8.count + 1
                messages[messages.count - 1] = last.with(index: last.index, text: last.text + "\n" + message.text)
                places.append((messages.count - 1, offset))
            } else {
                places.append((messages.count, 0))
                messages.append(message.with(index: messages.count, text: message.text))
            }
        }
        let marks = marks.map { mark in
            Mark(pieces: mark.pieces.map { spot in
                let place = places[spot.message]
                let isWhole = spot.span == 0..<transcript.messages[spot.message].text.utf8.count
                let span = spot.span.lowerBound + place.offset..<spot.span.upperBound + place.offset
                return Spot(message: place.message, span: isWhole ? 0..<messages[place.message].text.utf8.count : span)
            })
        }
        return Rendition(transcript: transcript.with(messages), marks: marks)
    }
}

extension Transcript {
    fileprivate func with(_ messages: [Message]) -> Transcript {
        var transcript = self
        transcript.messages = messages
        return transcript
    }
}

extension Message {
    fileprivate func with(index: Int, text: String) -> Message {
        var message = self
        message.index = index
        message.text = text
        return message
    }

    fileprivate func isJoined(with next: Message) -> Bool {
        role.side != nil && role == next.role && author == next.author && time == next.time && !text.holdsQuotes && !next.text.holdsQuotes
    }
}

extension String {
    /// Whether some of it may be quoted mail or code, which ends where its message ends.
    fileprivate var holdsQuotes: Bool {
        contains("```") || contains("~~~") || contains("wrote:") || split(whereSeparator: \.isNewline).contains { $0.first == ">" }
    }
}
