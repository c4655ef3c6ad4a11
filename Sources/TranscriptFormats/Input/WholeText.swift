import Diagnostics

/// Reads a text as a whole, since its messages may belong together over any distance.
struct WholeText: ExportBody {
    private var input: Input
    private let reader: any WholeTextFormat
    private let context: RecordContext
    private var isDone = false

    init(_ input: Input, format: any WholeTextFormat, context: RecordContext) {
        self.input = input
        reader = format
        self.context = context
    }

    var format: String? { reader.name }
    var layout: String? { "text, as a whole" }

    mutating func next() throws -> [ExportItem]? {
        guard !isDone else { return nil }
        isDone = true
        guard try input.loadAll(limit: context.limits.wholeFileBytes) else {
            throw DiagnosticsError(
                Diagnostic(
                    code: "file-too-large",
                    "recognised as \(reader.title), which is read as a whole, but the file has more than \(context.limits.wholeFileBytes) bytes",
                    at: Place(file: input.file), help: "split it between conversations, or raise limits.whole_file in tactd.json"))
        }
        return try reader.items(of: input.withBytes { Array($0) }, origin: input.origin, context: context)
    }
}
