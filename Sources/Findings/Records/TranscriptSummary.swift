import Transcripts

/// What records say of a transcript itself: everything but its words.
public struct TranscriptSummary: Sendable, Hashable {
    public var id: String
    public var channel: Channel
    public var language: String?
    public var agent: String?
    public var state: ConversationState?
    public var queue: String?
    public var tags: [String]
    /// The customer's rating, 1 (worst) to 5 (best).
    public var csat: Double?
    /// The number of messages.
    public var messages: Int
    /// The first and the last time that a message has, in the order of the messages; nil where none has one.
    public var times: Times?
    public var provenance: Provenance

    public struct Times: Sendable, Hashable {
        public var first: MessageTime
        public var last: MessageTime

        public init(first: MessageTime, last: MessageTime) {
            self.first = first
            self.last = last
        }
    }

    public init(_ transcript: Transcript, from provenance: Provenance) {
        id = transcript.id
        channel = transcript.channel
        language = transcript.language
        agent = transcript.agent
        state = transcript.state
        queue = transcript.queue
        tags = transcript.tags
        csat = transcript.csat
        messages = transcript.messages.count
        if let first = transcript.messages.lazy.compactMap({ $0.time }).first,
            let last = transcript.messages.reversed().lazy.compactMap({ $0.time }).first
        {
            times = Times(first: first, last: last)
        }
        self.provenance = provenance
    }
}
