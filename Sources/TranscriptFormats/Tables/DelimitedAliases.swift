import Transcripts

/// What tables call their columns, in the form of `Word.folded`; of several names the first that is there counts.
enum DelimitedAliases {
    /// Whether of several columns of one kind the next counts where the one before is empty or says nothing.
    static func areAlternatives(_ column: ExportMapping.Field) -> Bool { [.role, .author, .kind].contains(column) }

    static func of(_ column: ExportMapping.Field) -> [String] {
        switch column {
        case .id: ids
        case .author: authors
        case .role: roles
        case .text: texts
        case .time: times
        case .channel: ["channel", "conversation_channel", "ticket_channel", "channel_type", "via", "medium"]
        case .csat: ["csat", "rating", "score", "satisfaction", "csat_score", "csat_rating", "satisfaction_score", "satisfaction_rating"]
        case .isPublic: ["is_public", "public", "is_published", "published", "visible_to_customer", "visibility", "message_visibility"]
        case .isPrivate: ["is_private", "private", "internal", "is_internal", "internal_note", "is_note", "private_note"]
        case .kind: ["message_type", "type", "part_type", "comment_type", "entry_type", "event_type"]
        case .agent: ["agent", "agent_name", "assignee", "assigned_to", "assignee_name", "assigned_agent", "ticket_owner"]
        case .state: ["state", "status", "conversation_state", "ticket_status", "conversation_status", "ticket_state"]
        case .queue: ["queue", "team", "group", "department", "inbox", "queue_name", "team_name", "group_name", "inbox_name"]
        case .tags: ["tags", "conversation_tags", "labels", "ticket_tags", "tag"]
        case .language: ["language", "lang", "locale"]
        case .attachments: ["attachments", "attachment", "attachment_names", "attachment_name"]
        }
    }

    private static let ids = [
        "conversation_id", "ticket_id", "case_id", "chat_id", "thread_id", "session_id", "ticket_number", "case_number",
        "conversation_number", "ticket_no", "case_no", "dialogue_id", "dialog_id", "interaction_id", "issue_id", "issue_key",
        "request_id", "call_id", "conversation", "ticket", "case", "chat", "thread", "session",
    ]
    private static let authors = [
        "author", "author_name", "message_author_name", "sender", "sender_name", "from_name", "from", "speaker", "speaker_name", "name",
        "display_name", "nickname", "user_name", "commenter", "commenter_name", "participant_name", "participant", "created_by",
        "author_email", "sender_email", "from_email", "message_author_email", "user_email", "author_id", "sender_id",
    ]
    private static let roles = [
        "role", "author_role", "sender_type", "sender_role", "author_type", "message_author_type", "speaker_role", "speaker_type",
        "user_type", "user_role", "participant_type", "participant_role", "commenter_role", "commenter_type", "from_type", "direction",
        "message_direction",
    ]
    /// Columns that tell of a row who speaks in it.
    static let speakers = [
        "speaker", "speaker_name", "speaker_role", "role", "participant", "participant_type", "sender_type", "author_type",
    ]
    private static let texts = [
        "text", "message", "body", "content", "message_body", "message_text", "utterance", "comment", "message_content", "comment_body",
        "comment_text", "text_body", "body_text", "plain_body", "plain_text", "msg", "html_body", "body_html",
    ]
    private static let times = [
        "created_at", "timestamp", "sent_at", "message_created_at", "datetime", "date_time", "time", "message_time", "date",
        "message_timestamp", "sent_on", "sent_date", "created_date", "created_on", "created_time", "date_created", "message_date",
        "comment_created_at", "message_sent_at", "timestamp_utc", "created_at_utc", "created", "sent", "received_at",
    ]
    /// Of the times those that may be a clock alone, and the columns with their days.
    static let clocks = ["time", "message_time", "sent_time"]
    static let days = ["date", "message_date", "sent_date"]

    /// Columns of yes or no; a bot's go before.
    static let sides: [(name: String, yes: Role, no: Role?)] = [
        ("is_bot", .bot, nil), ("from_bot", .bot, nil), ("is_automated", .bot, nil), ("automated", .bot, nil),
        ("incoming", .customer, .agent), ("is_incoming", .customer, .agent), ("inbound", .customer, .agent),
        ("is_inbound", .customer, .agent), ("is_customer", .customer, .agent), ("from_customer", .customer, .agent),
        ("outgoing", .agent, .customer), ("is_outgoing", .agent, .customer), ("outbound", .agent, .customer),
        ("is_outbound", .agent, .customer), ("is_agent", .agent, .customer), ("from_agent", .agent, .customer),
        ("is_staff", .agent, .customer),
    ]
}
