import Transcripts

/// Makes conversations of rows that have all that was said in one field, as a plain chat log.
struct DelimitedTranscripts: TableRows {
    let columns: DelimitedColumns
    let context: RecordContext

    /// What tables call the column, in the form of `Word.folded`.
    static let names = ["transcript", "chat_transcript", "conversation_transcript", "full_transcript", "chat_log", "chat_history"]
    /// Columns with the name of the one who asks.
    private static let customers = ["visitor_name", "visitor", "customer_name", "customer", "contact_name", "requester", "requester_name"]

    var header: DelimitedHeader { columns.header }
    let haveIDs = true

    /// A row is a conversation whether anything names it or not.
    func id(of row: DelimitedReader.Row) -> String? {
        columns.value(.id, of: row) ?? header.value("id", of: row) ?? "\(context.fallbackID)-\(row.origin.line)"
    }

    func add(_ row: DelimitedReader.Row, to draft: inout TranscriptDraft) throws(RecordError) {
        columns.describe(&draft, by: row)
        if draft.channel == .unknown { draft.channel = .chat }
        let place = "line \(row.origin.line)"
        guard let field = Self.names.lazy.compactMap({ header.field($0, of: row) }).first else { return draft.drop(.empty, at: place) }
        let text = field.contains("<br") || field.contains("</") ? try HTMLText.text(field, at: place) : field
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { String($0) }
        let layout = ChatLogLayout.of(lines, settings: context.settings)
        let parsed = lines.map { ChatLogLine($0[...], layout: layout, settings: context.settings) }
        var roles: [String: Role] = [:]
        for name in Self.customers.compactMap({ header.value($0, of: row) }) { roles[name] = .customer }
        columns.value(.agent, of: row).map { roles[$0] = .agent }
        var chat = ChatLogTranscript(context: context)
        guard try chat.add(parsed, layout: layout, known: roles, end: nil, to: &draft, at: place) else {
            throw RecordError(
                "unknown-speakers", "nothing says who in the transcript is the agent",
                help: "name the agents with --agent or in the settings, or add a column “Agent” with the name as the transcript has it")
        }
    }
}
