/// Which column of a table holds what, by the names in its header.
struct DelimitedColumns {
    typealias Column = ExportMapping.Field

    let header: DelimitedHeader
    private let indices: [Column: [Int]]
    /// What is the same for all rows.
    private let constants: [Column: String]
    let textKind: ExportMapping.TextKind

    /// The reading of a header that makes sense of most columns; nil where it makes sense of none.
    init?(header text: [UInt8]) {
        let readings = DelimitedHeader.readings(of: text).map { Self($0) }
        guard let best = readings.max(by: { $0.score < $1.score }), best.score > 0 else { return nil }
        self = best
    }

    /// The reading of a header that has a column for every field of a mapping; nil where there is none.
    init?(header text: [UInt8], mapping: ExportMapping) {
        for header in DelimitedHeader.readings(of: text) {
            let columns = Self(header, mapping)
            guard mapping.fields.allSatisfy({ columns.has($0.key) }) else { continue }
            self = columns
            return
        }
        return nil
    }

    private init(_ header: DelimitedHeader) {
        self.header = header
        var indices: [Column: [Int]] = [:]
        for column in Column.allCases {
            indices[column] = Self.aliases(of: column).lazy.compactMap { header.index(of: $0) }.first.map { [$0] }
        }
        self.indices = indices
        constants = [:]
        textKind = .plain
    }

    private init(_ header: DelimitedHeader, _ mapping: ExportMapping) {
        self.header = header
        textKind = mapping.textKind
        var indices: [Column: [Int]] = [:]
        var constants: [Column: String] = [:]
        for (field, source) in mapping.fields {
            switch source {
            case .constant(let text): constants[field] = text
            case .places(let names):
                let found = names.compactMap { header.index(of: Word.folded($0)) }
                indices[field] = found.isEmpty ? nil : found
            }
        }
        self.indices = indices
        self.constants = constants
    }

    /// Whether every row is a message.
    var areMessages: Bool { has(.text) && (has(.role) || has(.author)) }

    /// Whether every row is a ticket, of which a list says what it is about, and not what was said.
    var areTickets: Bool { !has(.text) && header.names.count { Self.ticketNames.contains($0) } >= 3 }

    func has(_ column: Column) -> Bool { indices[column] != nil || constants[column] != nil }

    /// The content of a column; nil where it is empty or absent.
    func value(_ column: Column, of row: DelimitedReader.Row) -> String? {
        for index in indices[column] ?? [] where index < row.fields.count {
            let field = row.fields[index]
            let text = column == .text ? field : field.trimmedSpaces
            if !text.isEmpty { return text }
        }
        return constants[column]
    }

    private var score: Int { indices.count + header.names.count { Self.ticketNames.contains($0) } }

    private static let ticketNames: Set<String> = [
        "id", "ticket_id", "ticket_number", "case_number", "subject", "requester", "status", "current_status", "state", "priority",
        "assignee",
        "agent_assigned", "agent", "group", "department", "type", "source", "created_at", "date_created", "created_time", "last_updated",
        "updated_at", "due_date", "closed_date", "resolved_time", "help_topic",
    ]

    private static func aliases(of column: Column) -> [String] {
        switch column {
        case .id: ["conversation_id", "ticket_id", "case_id", "chat_id", "thread_id", "session_id"]
        case .author: ["author", "author_name", "message_author_name", "sender", "sender_name", "from", "speaker", "name"]
        case .role:
            [
                "role", "author_role", "sender_type", "sender_role", "author_type", "message_author_type", "speaker_role", "speaker_type",
                "direction",
            ]
        case .text: ["text", "message", "body", "content", "message_body", "message_text", "utterance", "comment"]
        case .time: ["created_at", "timestamp", "time", "date", "datetime", "sent_at", "message_created_at"]
        case .channel: ["channel"]
        case .csat: ["csat", "rating", "score", "satisfaction"]
        case .isPublic: ["is_public", "public"]
        case .isPrivate: ["is_private", "private", "internal", "is_internal"]
        case .kind: ["message_type", "type", "part_type"]
        case .agent: ["agent", "agent_name", "assignee", "assigned_to"]
        case .state: ["state", "status", "conversation_state", "ticket_status"]
        case .queue: ["queue", "team", "group", "department", "inbox"]
        case .tags: ["tags", "conversation_tags", "labels"]
        case .language: ["language", "lang", "locale"]
        case .attachments: ["attachments", "attachment", "attachment_names"]
        }
    }
}
