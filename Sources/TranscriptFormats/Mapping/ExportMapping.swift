/// How an export of one's own is laid out: where its conversations, messages and their fields stand.
///
/// With it, JSON and tables of a helpdesk that nobody wrote a format for are read without any code.
public struct ExportMapping: Sendable, Hashable {
    /// What can be known of a conversation or of a message.
    public enum Field: String, Sendable, Hashable, CaseIterable {
        // Of a conversation.
        case id, channel, language, agent, state, queue, tags, csat
        // Of a message.
        case text, author, role, time
        case isPrivate = "private"
        case isPublic = "public"
        case attachments
        /// What sort of message it is, of which only that it is a note counts.
        case kind
    }

    /// Where a field's value comes from.
    public enum Source: Sendable, Hashable {
        /// The key of a member or a JSON pointer; in a table, the name of a column. The first that is there and not empty counts.
        case places([String])
        /// The same for all.
        case constant(String)
    }

    /// How the text of messages is written.
    public enum TextKind: String, Sendable, Hashable, CaseIterable {
        /// Quoted mail is left out.
        case plain
        /// Turned into plain text; quoted mail is left out.
        case html
        /// Taken as it is.
        case verbatim
    }

    /// What records call the format.
    public var name: String
    /// The key or JSON pointer of the list of conversations in the file; nil where the file is the list, or one conversation, or has one a
    /// line.
    public var conversations: String?
    /// The key or JSON pointer of the list of messages in a conversation; nil where each record, or each row of a table, is a message, and
    /// the field `id` tells which belong together.
    public var messages: String?
    public var fields: [Field: Source]
    public var textKind: TextKind
}
