/// One conversation between customers and a support team.
public struct Transcript: Sendable, Hashable {
    /// What the helpdesk calls the conversation; stable over exports.
    public var id: String
    public var channel: Channel
    /// A BCP 47 tag such as `en` or `pt-BR`; nil where the export does not say.
    public var language: String?
    /// The assignee, else the first agent that speaks.
    public var agent: String?
    public var state: ConversationState?
    /// The team, group or inbox that has the conversation.
    public var queue: String?
    public var tags: [String]
    /// The customer's rating, 1 (worst) to 5 (best).
    public var csat: Double?
    /// In the order in which they were sent; `index` counts from 0.
    public var messages: [Message]

    public init(
        id: String, channel: Channel = .unknown, language: String? = nil, agent: String? = nil, state: ConversationState? = nil,
        queue: String? = nil, tags: [String] = [], csat: Double? = nil, messages: [Message]
    ) {
        self.id = id
        self.channel = channel
        self.language = language
        self.agent = agent
        self.state = state
        self.queue = queue
        self.tags = tags
        self.csat = csat
        self.messages = messages
    }
}

extension Transcript {
    /// Whether the conversation is not over, by its helpdesk's own word: what is missing at its end may still come.
    public var goesOn: Bool { state == .open || state == .pending }
}

/// The medium of a conversation.
public enum Channel: String, Sendable, Hashable, CaseIterable {
    case email, chat, voice, sms, social, web, api, unknown
}

/// Whether a conversation goes on, by its helpdesk's own word.
public enum ConversationState: String, Sendable, Hashable, CaseIterable {
    /// The team has to act.
    case open
    /// The team waits for the customer or for somebody else.
    case pending
    /// Solved, resolved or closed.
    case closed
}
