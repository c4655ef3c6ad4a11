import Transcripts

/// Which column of a table holds what, by the names in its header.
struct DelimitedColumns {
    typealias Column = ExportMapping.Field

    let header: DelimitedHeader
    /// Where each field is, by its `position`.
    private let places: [Places]
    /// Columns that say yes or no to somebody being the one who writes, such as `incoming`, and who does where they say yes or no.
    private let sides: [(index: Int, yes: Role, no: Role?)]
    /// The column of the day, where that of the time has the clock alone.
    private let day: Int?
    /// nil where nothing says how texts are written.
    let textKind: ExportMapping.TextKind?

    private enum Places {
        /// The same for all rows.
        case constant(String)
        /// The numbers of columns; none where there is nothing of it.
        case columns([Int])

        var isEmpty: Bool { if case .columns(let columns) = self { columns.isEmpty } else { false } }
    }

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
            let found = DelimitedAliases.of(column).compactMap { header.index(of: $0) }
            indices[column] = found.isEmpty ? nil : DelimitedAliases.areAlternatives(column) ? found : [found[0]]
        }
        // Beside the speaker, a transcript is what was said at once; else it is a whole conversation.
        if indices[.text] == nil, DelimitedAliases.speakers.contains(where: { header.index(of: $0) != nil }) {
            indices[.text] = header.index(of: "transcript").map { [$0] }
        }
        places = Column.allCases.map { .columns(indices[$0] ?? []) }
        sides = DelimitedAliases.sides.compactMap { side in header.index(of: side.name).map { ($0, side.yes, side.no) } }
        day =
            DelimitedAliases.clocks.contains { header.index(of: $0).map { [$0] } == indices[.time] }
            ? DelimitedAliases.days.lazy.compactMap { header.index(of: $0) }.first : nil
        textKind = nil
    }

    private init(_ header: DelimitedHeader, _ mapping: ExportMapping) {
        self.header = header
        textKind = mapping.textKind
        (sides, day) = ([], nil)
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
        places = Column.allCases.map { column in constants[column].map { .constant($0) } ?? .columns(indices[column] ?? []) }
    }

    /// Whether every row is a message.
    var areMessages: Bool { has(.text) && (has(.role) || has(.author) || !sides.isEmpty) }

    /// Whether every row is a conversation, with all that was said in one field.
    var areTranscripts: Bool { DelimitedTranscripts.names.contains(where: header.has) }

    /// Whether every row is a ticket, of which a list says what it is about, and not what was said.
    var areTickets: Bool { !has(.text) && header.names.count { Self.ticketNames.contains($0) } >= 3 }

    func has(_ column: Column) -> Bool { !places[column.position].isEmpty }

    /// The content of a column; nil where it is empty or absent.
    func value(_ column: Column, of row: DelimitedReader.Row) -> String? {
        first(column, of: row) { $0 }
    }

    /// What the first of the columns that may hold the same tells, the best first, without the empty ones; nil where none does.
    func first<Value>(_ column: Column, of row: DelimitedReader.Row, _ tell: (String) -> Value?) -> Value? {
        switch places[column.position] {
        case .constant(let constant): return tell(constant)
        case .columns(let columns):
            for index in columns {
                if let text = Self.field(index, of: row, isText: column.position == Column.text.position), let value = tell(text) {
                    return value
                }
            }
            return nil
        }
    }

    /// Who writes, as far as columns such as `incoming` tell.
    func side(of row: DelimitedReader.Row) -> Role? {
        sides.lazy.compactMap { side in
            DelimitedHeader.flag(Self.field(side.index, of: row)).flatMap { $0 ? side.yes : side.no }
        }.first
    }

    /// When a message was sent, the day from a column of its own where there is one.
    func time(of row: DelimitedReader.Row) -> String? {
        guard let time = value(.time, of: row) else { return nil }
        guard let day = day.flatMap({ Self.field($0, of: row) }), !day.contains(":") else { return time }
        return "\(day) \(time)"
    }

    private static func field(_ index: Int, of row: DelimitedReader.Row, isText: Bool = false) -> String? {
        guard index < row.count, !row.isEmpty(index) else { return nil }
        let text = isText ? row.field(index) : row.field(index).trimmedSpaces
        return text.isEmpty ? nil : text
    }

    /// What one field has of several things.
    func list(_ column: Column, of row: DelimitedReader.Row) -> [String] {
        value(column, of: row)?.split { ",;|".contains($0) }.map { String($0.trimmed) }.filter { !$0.isEmpty } ?? []
    }

    /// Takes what a row says of its conversation beside a message.
    func describe(_ draft: inout TranscriptDraft, by row: DelimitedReader.Row) {
        if draft.channel == .unknown, let word = value(.channel, of: row) { draft.channel = ChannelWords.channel(of: word) }
        draft.csat = value(.csat, of: row).flatMap(Rating.value(of:)) ?? draft.csat
        draft.state = value(.state, of: row).flatMap(StateWords.state(of:)) ?? draft.state
        draft.agent = draft.agent ?? value(.agent, of: row)
        draft.queue = draft.queue ?? value(.queue, of: row)
        draft.language = draft.language ?? value(.language, of: row)
        if draft.tags.isEmpty { draft.tags = list(.tags, of: row) }
    }

    private var score: Int { places.count { !$0.isEmpty } + (areTranscripts ? 1 : 0) + header.names.count { Self.ticketNames.contains($0) } }

    private static let ticketNames: Set<String> = [
        "id", "ticket_id", "ticket_number", "case_number", "subject", "requester", "status", "current_status", "state", "priority",
        "assignee",
        "agent_assigned", "agent", "group", "department", "type", "source", "created_at", "date_created", "created_time", "last_updated",
        "updated_at", "due_date", "closed_date", "resolved_time", "help_topic",
    ]
}

extension ExportMapping.Field {
    /// Where the field is among all.
    fileprivate var position: Int {
        switch self {
        case .id: 0
        case .channel: 1
        case .language: 2
        case .agent: 3
        case .state: 4
        case .queue: 5
        case .tags: 6
        case .csat: 7
        case .text: 8
        case .author: 9
        case .role: 10
        case .time: 11
        case .isPrivate: 12
        case .isPublic: 13
        case .attachments: 14
        case .kind: 15
        }
    }
}
