/// Who speaks in a message.
public enum Role: String, Sendable, Hashable, CaseIterable {
    /// The person who asks for help.
    case customer
    /// A person of the support team, speaking to the customer.
    case agent
    /// An automatic answer: a chat bot, an auto-reply, a trigger.
    case bot
    /// The helpdesk itself: joins, transfers, notices.
    case system
    /// What the team writes for itself; the customer never sees it.
    case note

    /// The side of the conversation that the role speaks for; bots, the system and notes speak for none.
    public var side: Side? {
        switch self {
        case .customer: .customer
        case .agent: .agent
        case .bot, .system, .note: nil
        }
    }
}

/// One of the two sides whose messages make turns.
public enum Side: String, Sendable, Hashable, CaseIterable {
    case customer
    case agent
}
