/// A table of one's own, with the columns that a mapping names.
struct MappedTable: TextFormat {
    private let mapping: ExportMapping

    init(_ mapping: ExportMapping) { self.mapping = mapping }

    var name: String { mapping.name }
    var title: String { "“\(mapping.name)”, a mapping of one's own" }
    var recognition: String { "a table with the columns that the mapping names" }

    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition? {
        mapping.messages == nil && DelimitedColumns(header: head, mapping: mapping) != nil ? .readable : nil
    }

    func body(of input: Input, context: RecordContext) throws -> any ExportBody {
        let empty = FileError.withoutBodies(self, file: input.file, help: "no row has anything in the text column of the mapping")
        guard let columns = input.withBytes({ DelimitedColumns(header: Array($0), mapping: mapping) }) else { throw empty }
        let rows = DelimitedRows(columns: columns, settings: context.settings)
        return try DelimitedTable(rows, input: input, format: self, context: context, emptyTable: empty)
    }
}
