import Diagnostics
import Transcripts

/// A table with a message in each row, and a header that names the columns; rows of one conversation may be anywhere. Or a table with a
/// conversation in each row, whose transcript is a plain chat log in one field.
struct DelimitedMessages: TextFormat {
    let name = "csv"
    let title = "a table of messages (CSV)"
    let recognition =
        "text delimited by comma, semicolon, tab or bar, whose header names a text column and a role or author column, "
        + "or a transcript column"

    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition? {
        guard let columns = DelimitedColumns(header: head) else { return nil }
        if columns.areMessages || columns.areTranscripts { return .readable }
        guard columns.areTickets else { return nil }
        return .withoutBodies(help: "this is a list of tickets; export the conversations, or a table with a row for each message")
    }

    func body(of input: Input, context: RecordContext) throws -> any ExportBody {
        guard let columns = input.withBytes({ DelimitedColumns(header: Array($0)) }) else {
            throw FileError.withoutBodies(self, file: input.file, help: "the header is too long to be one")
        }
        guard columns.areMessages else {
            let help = "no row has anything in its transcript column; export the conversations"
            return try DelimitedTable(
                DelimitedTranscripts(columns: columns, context: context), input: input, format: self, context: context,
                emptyTable: FileError.withoutBodies(self, file: input.file, help: help))
        }
        let rows = DelimitedRows(columns: columns, settings: context.settings)
        let help = "no row has anything in its text column; export the messages"
        return try DelimitedTable(
            rows, input: input, format: self, context: context, emptyTable: FileError.withoutBodies(self, file: input.file, help: help))
    }
}
