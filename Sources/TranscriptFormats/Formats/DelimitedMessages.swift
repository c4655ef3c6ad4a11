import Diagnostics
import Transcripts

/// A table with a message in each row, and a header that names the columns; rows of one conversation may be anywhere.
struct DelimitedMessages: TextFormat {
    let name = "csv"
    let title = "a table of messages (CSV)"
    let recognition = "text delimited by comma, semicolon, tab or bar, whose header names a text column and a role or author column"

    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition? {
        guard let columns = DelimitedColumns(header: head) else { return nil }
        if columns.areMessages { return .readable }
        guard columns.areTickets else { return nil }
        return .withoutBodies(help: "this is a list of tickets; export the conversations, or a table with a row for each message")
    }

    func items(of text: [UInt8], origin: RecordOrigin, context: RecordContext) throws -> [ExportItem] {
        guard let columns = DelimitedColumns(header: text) else { return [] }
        let rows = DelimitedRows(columns: columns, settings: context.settings)
        let table = try DelimitedTable(rows, text: text, origin: origin, context: context)
        guard table.hasMessages else {
            throw FileError.withoutBodies(self, file: origin.file, help: "no row has anything in its text column; export the messages")
        }
        return table.items()
    }
}
