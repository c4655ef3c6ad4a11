import Diagnostics

/// The bytes of an export as UTF-8, read in chunks: a window that grows at its end and is consumed at its front.
///
/// A UTF-8 byte order mark is stripped, and UTF-16 with a mark is decoded; byte offsets are those of the UTF-8 text then. Text in another
/// encoding comes as it is.
struct Input {
    let file: String
    private var source: any ByteSource
    private let limit: Int
    private var window: [UInt8] = []
    private var head = 0
    private var decoder: UTF16Decoder?
    private var total = 0
    private var chunk = [UInt8](repeating: 0, count: 64 << 10)
    /// Whether the source has nothing more than what is in the window.
    private(set) var atEnd = false
    /// The byte offset in the file, and the line from 1, of the front of the window.
    private(set) var offset = 0
    private(set) var line = 1
    /// How many characters (Unicode scalars) of the line are before the front of the window.
    private(set) var column = 0

    init(_ source: any ByteSource, file: String, limit: Int) throws {
        self.source = source
        self.file = file
        self.limit = limit
        while window.count < 4, !atEnd { try readChunk() }
        if window.starts(with: [0xEF, 0xBB, 0xBF]) {
            head = 3
            offset = 3
        } else if let decoder = UTF16Decoder(mark: window) {
            let raw = window
            self.decoder = decoder
            window = []
            decode(raw)
        }
    }

    /// The input to be read through twice. What can only be read on, such as a pipe or what comes out of an archive, is read into memory.
    ///
    /// - Parameters:
    ///   - limit: How many bytes may be in memory.
    ///   - format: What wants to read twice, for the message where there are more.
    func twice(limit: Int, format: some TranscriptFormat) throws -> (Input, Input) {
        if source.size != nil {
            var source = source
            source.seek(to: 0)
            var again = try Input(source, file: file, limit: self.limit)
            _ = try again.skipSpace()
            return (self, again)
        }
        var whole = self
        guard try whole.loadAll(limit: limit) else {
            throw DiagnosticsError(
                Diagnostic(
                    code: "file-too-large",
                    "recognised as \(format.title), which is read twice, but it comes through a pipe or out of an archive, and has more than "
                        + "\(limit) bytes",
                    at: Place(file: file), help: "unpack it and name the file, or raise limits.whole_file in tactd.json"))
        }
        return (whole, whole)
    }

    /// Where the front of the window stands in the file.
    var origin: RecordOrigin { RecordOrigin(file: file, offset: offset, line: line, column: column) }

    /// Reads to the end, with all of it in the window.
    ///
    /// - Returns: False where there are more bytes than the limit; some of them are read then.
    mutating func loadAll(limit: Int) throws -> Bool {
        while count <= limit, try more() {}
        return count <= limit
    }

    /// How many bytes are in the window.
    var count: Int { window.count - head }

    subscript(index: Int) -> UInt8 { window[head + index] }

    /// The bytes of the window.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try window.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[head...])) }
    }

    /// Reads more at the end of the window.
    ///
    /// - Returns: Whether there was more.
    mutating func more() throws -> Bool {
        guard !atEnd else { return false }
        if head > 0 {
            window.removeFirst(head)
            head = 0
        }
        let before = window.count
        while window.count == before, !atEnd { try readChunk() }
        return window.count > before
    }

    /// Drops bytes at the front of the window.
    mutating func consume(_ count: Int) {
        let from = head
        head += count
        offset += count
        window.withUnsafeBufferPointer { window in
            let gone = UnsafeBufferPointer(rebasing: window[from..<from + count])
            let breaks = gone.lineBreaks
            var rest = gone
            if breaks > 0 {
                line += breaks
                column = 0
                rest = UnsafeBufferPointer(rebasing: gone[((gone.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)...])
            }
            column += rest.characters
        }
    }

    /// Consumes JSON's white space.
    ///
    /// - Returns: The byte behind it; nil at the end.
    mutating func skipSpace() throws -> UInt8? {
        while true {
            let space = withBytes { $0.firstIndex { !$0.isJSONSpace } ?? $0.count }
            consume(space)
            if count > 0 { return self[0] }
            guard try more() else { return nil }
        }
    }

    /// The first byte from `index` on that is no white space, without consuming anything; nil at the end.
    mutating func peekSpace(from index: Int) throws -> Int? {
        var index = index
        while true {
            let start = index
            index = withBytes { bytes in bytes[start...].firstIndex { !$0.isJSONSpace } ?? bytes.count }
            if index < count { return index }
            guard try more() else { return nil }
        }
    }

    private mutating func readChunk() throws {
        let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
        guard count > 0 else {
            atEnd = true
            if let rest = decoder?.finish() { window += rest }
            return
        }
        total += count
        guard total <= limit else {
            throw DiagnosticsError(
                Diagnostic(
                    code: "file-too-large", "the file has more than \(limit) bytes", at: Place(file: file),
                    help: "split it, or raise limits.unpacked in tactd.json"))
        }
        if decoder == nil { window += chunk[..<count] } else { decode(Array(chunk[..<count])) }
    }

    private mutating func decode(_ raw: [UInt8]) {
        decoder?.decode(raw, into: &window)
    }
}

extension UInt8 {
    /// Whether JSON takes the byte as white space.
    var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
