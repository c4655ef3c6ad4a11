import Diagnostics

/// Reads an export that is text: finds the format, and lets it read.
struct TextExport: ExportBody {
    private var input: Input
    private let context: RecordContext
    private var body: (any ExportBody)?
    private var isDone = false

    /// How much of a file formats look at.
    private static let headBytes = 64 << 10

    init(_ input: Input, context: RecordContext) {
        self.input = input
        self.context = context
    }

    var format: String? { body?.format }
    var layout: String? { body?.layout }

    mutating func next() throws -> [ExportItem]? {
        guard !isDone else { return nil }
        isDone = true
        // Taken out, as what two hold is copied when it changes, with all that waits in it.
        var body = try self.body.take() ?? recognised()
        let items = try body.next()
        self.body = body
        isDone = items == nil
        return items
    }

    private mutating func recognised() throws -> any ExportBody {
        while input.count < Self.headBytes, try input.more() {}
        let head = input.withBytes { Array($0.prefix(Self.headBytes)) }
        if let binary = Self.binaryKind(of: head) { throw unknown("the file is \(binary)") }
        for format in FormatList.textFormats(with: context.settings) {
            switch format.recognise(head, settings: context.settings) {
            case .readable: return try format.body(of: input, context: context)
            case .withoutBodies(let help): throw FileError.withoutBodies(format, file: input.file, help: help)
            case nil: continue
            }
        }
        // After the formats: a mail may well have a zero in it.
        if head.contains(0) { throw unknown("the file is binary data") }
        let line = TextDecoding.text(head.prefix(80).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") })
        throw unknown("it is text that begins “\(line)”")
    }

    private func unknown(_ found: String) -> DiagnosticsError {
        FileError.unknownFormat(file: input.file, found: found, tried: FormatList.formats(with: context.settings))
    }

    /// What a file that is no text seems to be; nil for text.
    private static func binaryKind(of head: [UInt8]) -> String? {
        let kinds: [(mark: [UInt8], name: String)] = [
            ([0x1F, 0x8B], "compressed with gzip once more: unpack it first"),
            (Array("PK\u{3}\u{4}".utf8), "a zip archive in an archive: unpack it first"),
            ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd: unpack it first"),
            (Array("BZh".utf8), "compressed with bzip2: unpack it first"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz: unpack it first"),
            ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive: unpack it first, or use zip"),
            (Array("%PDF".utf8), "a PDF"), ([0xD0, 0xCF, 0x11, 0xE0], "an Office document: export it as CSV"),
        ]
        if let kind = kinds.first(where: { head.starts(with: $0.mark) }) { return kind.name }
        if head.dropFirst(257).starts(with: Array("ustar".utf8)) { return "a tar archive: unpack it first, or use zip" }
        return nil
    }
}
