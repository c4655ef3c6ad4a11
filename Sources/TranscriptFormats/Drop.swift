/// A part of a conversation that is in no transcript.
public struct Drop: Sendable, Hashable {
    /// Why it is not.
    public enum Reason: String, Sendable, CaseIterable {
        case empty
        case draft
        case redacted
        case hidden
        case stateChange = "state-change"
        case notification
        case toolCall = "tool-call"
        case quotedMail = "quoted-mail"
        case unknownKind = "unknown-kind"
        case missing
        case peopleFile = "people-file"
        case unusedFile = "unused-file"
    }

    public var reason: Reason
    /// The id of the transcript that it would belong to; empty where it belongs to none.
    public var transcript: String
    /// Where it stands: a JSON pointer in its record, or words such as `row 12`; empty where nothing tells.
    public var place: String
    /// What it was, in the export's own word, such as `assignment`.
    public var detail: String?

    public init(_ reason: Reason, transcript: String = "", place: String, detail: String? = nil) {
        self.reason = reason
        self.transcript = transcript
        self.place = place
        self.detail = detail
    }
}

extension Drop.Reason {
    /// What was left out and why, in half a sentence.
    public var text: String {
        switch self {
        case .empty: "no words in it"
        case .draft: "a draft, which nobody was sent"
        case .redacted: "its words were redacted"
        case .hidden: "hidden, deleted or waiting for review"
        case .stateChange: "a change of state, which nobody said"
        case .notification: "a notification to somebody, not part of the conversation"
        case .toolCall: "what a tool was asked or answered"
        case .quotedMail: "mail that a message quotes, and that stands in the message before"
        case .unknownKind: "of a kind that is no message"
        case .missing: "left out by the helpdesk itself: the export has only a part"
        case .peopleFile: "a file of the archive that says who people are: their names and roles were taken from it"
        case .unusedFile: "a file of the archive that holds no messages"
        }
    }
}

/// Takes down what is dropped while a record is read.
final class DropLog {
    private var drops: [Drop] = []

    /// More are counted, and not kept.
    private static let limit = 10_000

    func note(_ drop: Drop) {
        if drops.count < Self.limit { drops.append(drop) }
    }

    /// What was noted since the last call.
    func take() -> [Drop] {
        defer { drops.removeAll() }
        return drops
    }
}
