import Rules
import Transcripts

/// A conversation of an example, with its marks, as it runs.
public struct Rendition: Sendable, Hashable {
    public var transcript: Transcript
    /// In order; one finding must be in each.
    public var marks: [Mark]

    init(_ example: Example) {
        transcript = example.transcript
        marks = example.marks.map { Mark(pieces: [$0]) }
    }

    init(transcript: Transcript, marks: [Mark]) {
        self.transcript = transcript
        self.marks = marks
    }
}

/// Where one finding must be.
public struct Mark: Sendable, Hashable {
    /// The finding lies within one of these: there are several where the marked words stand in several messages since a message was split.
    public var pieces: [Spot]

    /// Whether a finding may be at some bytes of a message.
    func holds(_ span: Range<Int>, in message: Int) -> Bool {
        pieces.contains { $0.message == message && $0.span.lowerBound <= span.lowerBound && span.upperBound <= $0.span.upperBound }
    }
}
