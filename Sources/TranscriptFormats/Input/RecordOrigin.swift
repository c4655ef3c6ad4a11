import Diagnostics

/// Where a record stands in its file, to turn places in the record into places in the file.
struct RecordOrigin {
    var file: String
    /// The byte offset in the file, the line from 1, and how many characters of that line are before it.
    var offset: Int
    var line: Int
    var column: Int
    /// The JSON pointer of the record in its file; empty where each line is a JSON text of its own.
    var pointer = ""

    /// How many bytes around a place are looked at for the excerpt: lines of exports may be as long as the file.
    private static let reach = 1024
    /// Up to this many bytes of a record are read once more to find where a pointer leads.
    private static let searchLimit = 1 << 20

    init(file: String, offset: Int = 0, line: Int = 1, column: Int = 0) {
        self.file = file
        self.offset = offset
        self.line = line
        self.column = column
    }

    /// The place of some bytes of the record.
    func place(of range: Range<Int>, in record: UnsafeBufferPointer<UInt8>, pointer: String? = nil) -> Place {
        let range = range.clamped(to: 0..<record.count)
        let before = record[..<range.lowerBound]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let lineEnd = record[range.lowerBound...].firstIndex(of: UInt8(ascii: "\n")) ?? record.count
        var from = max(lineStart, range.lowerBound - Self.reach)
        while from < range.lowerBound, record[from] & 0xC0 == 0x80 { from += 1 }
        let window = SourceText(file: file, bytes: Array(record[from..<min(lineEnd, range.lowerBound + Self.reach)]))
        var place = window.place(of: range.lowerBound - from..<range.upperBound - from, pointer: pointer)
        place.bytes = offset + range.lowerBound..<offset + range.upperBound
        place.line = line + before.count { $0 == UInt8(ascii: "\n") }
        let skipped = record[lineStart..<from].count { $0 & 0xC0 != 0x80 } + (lineStart == 0 ? column : 0)
        place.column = (place.column ?? 1) + skipped
        return place
    }

    /// A format's error as a diagnostic with its place.
    func diagnostic(_ error: RecordError, in record: UnsafeBufferPointer<UInt8>) -> Diagnostic {
        let range = Self.range(of: error.pointer, in: record) ?? 0..<0
        return Diagnostic(
            code: error.code, error.message, at: place(of: range, in: record, pointer: pointer + error.pointer), help: error.help)
    }

    /// The bytes of the value that a JSON pointer leads to, or of the nearest value around it.
    private static func range(of pointer: String, in record: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard record.count <= searchLimit, let root = try? JSONParser.parse(SourceText(file: "", bytes: Array(record)), depthLimit: 1000)
        else { return nil }
        var node = root
        for part in pointer.split(separator: "/") {
            switch node.content {
            case .object(let members):
                guard let member = members.first(where: { $0.name == part }) else { return node.openingBytes }
                node = member.value
            case .array(let elements):
                guard let index = Int(part), elements.indices.contains(index) else { return node.openingBytes }
                node = elements[index]
            default: return node.bytes
            }
        }
        return node.openingBytes
    }
}

extension JSONNode {
    /// The bytes to point at: all of a scalar, the bracket of a container.
    fileprivate var openingBytes: Range<Int> {
        switch content {
        case .object, .array: bytes.lowerBound..<bytes.lowerBound + 1
        default: bytes
        }
    }
}
