import Diagnostics

/// Reads an export that is text: as a whole, since its messages may belong together over any distance.
struct TextExport: ExportBody {
    private var input: Input
    private let limits: ReadLimits
    private let settings: FormatSettings
    private(set) var format: String?
    private var isDone = false

    /// How much of a file formats look at.
    private static let headBytes = 64 << 10

    init(_ input: Input, limits: ReadLimits, settings: FormatSettings) {
        self.input = input
        self.limits = limits
        self.settings = settings
    }

    mutating func next() throws -> [ExportItem]? {
        guard !isDone else { return nil }
        isDone = true
        while input.count < Self.headBytes, try input.more() {}
        let head = input.withBytes { Array($0.prefix(Self.headBytes)) }
        let formats = FormatList.formats.compactMap { $0 as? any TextFormat }
        if let binary = Self.binaryKind(of: head) { throw unknown("the file is \(binary)") }
        for format in formats {
            switch format.recognise(head, settings: settings) {
            case .readable:
                self.format = format.name
                return try items(of: format)
            case .withoutBodies(let help):
                throw FileError.withoutBodies(format, file: input.file, help: help)
            case nil: continue
            }
        }
        let line = TextDecoding.text(head.prefix(80).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") })
        throw unknown("it is text that begins “\(line)”")
    }

    private mutating func items(of format: any TextFormat) throws -> [ExportItem] {
        while input.count <= limits.wholeFileBytes, try input.more() {}
        guard input.count <= limits.wholeFileBytes else {
            throw DiagnosticsError(
                Diagnostic(
                    code: "file-too-large",
                    "recognised as \(format.title), which is read as a whole, but the file has more than \(limits.wholeFileBytes) bytes",
                    at: Place(file: input.file), help: "split it between conversations, or raise the limit on files that are read whole"))
        }
        let origin = RecordOrigin(file: input.file, offset: input.offset, line: input.line, column: input.column)
        let context = RecordContext(fallbackID: RecordContext.stem(of: input.file), settings: settings, limits: limits)
        let text = input.withBytes { Array($0) }
        input.consume(text.count)
        return try format.items(of: text, origin: origin, context: context)
    }

    private func unknown(_ found: String) -> DiagnosticsError {
        FileError.unknownFormat(file: input.file, found: found, tried: FormatList.formats)
    }

    /// What a file that is no text seems to be; nil for text.
    private static func binaryKind(of head: [UInt8]) -> String? {
        let kinds: [(mark: [UInt8], name: String)] = [
            ([0x1F, 0x8B], "compressed with gzip: unpack it first"), (Array("PK\u{3}\u{4}".utf8), "a zip archive: unpack it first"),
            (Array("%PDF".utf8), "a PDF"),
        ]
        if let kind = kinds.first(where: { head.starts(with: $0.mark) }) { return kind.name }
        return head.contains(0) ? "binary data" : nil
    }
}
