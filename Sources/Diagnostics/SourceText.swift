/// The bytes of an input with its name, and the places in it.
public struct SourceText: Sendable {
    // In one object: every phrase of a pack keeps the text that it stands in.
    private let content: Content

    private final class Content: Sendable {
        let file: String
        let bytes: [UInt8]
        /// Where each line begins.
        let lineStarts: [Int]

        init(file: String, bytes: [UInt8]) {
            self.file = file
            self.bytes = bytes
            var starts = [0]
            for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(index + 1) }
            lineStarts = starts
        }
    }

    /// The file as the user named it.
    public var file: String { content.file }
    /// What the file holds, without a byte order mark.
    public var bytes: [UInt8] { content.bytes }
    private var lineStarts: [Int] { content.lineStarts }

    /// How many characters of a line an excerpt shows at most.
    private static let excerptLength = 120

    public init(file: String, bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        content = Content(file: file, bytes: bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes)
    }

    public init(file: String, text: String) { self.init(file: file, bytes: Array(text.utf8)) }

    /// The place of some bytes, with the line that they begin on.
    ///
    /// - Parameter range: Byte offsets; what lies outside of the input is taken as its end.
    public func place(of range: Range<Int>, pointer: String? = nil) -> Place {
        let range = range.clamped(to: 0..<bytes.count)
        let line = lineIndex(of: range.lowerBound)
        let start = lineStarts[line]
        let end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
        let text = bytes[start..<max(start, end)].trimmingCarriageReturn
        let before = String(decoding: text.prefix(range.lowerBound - start), as: UTF8.self).count
        let marked = text.dropFirst(range.lowerBound - start).prefix(range.count)
        return Place(
            file: file, line: line + 1, column: before + 1, bytes: range, pointer: pointer,
            excerpt: Self.excerpt(
                of: String(decoding: text, as: UTF8.self), from: before, count: String(decoding: marked, as: UTF8.self).count))
    }

    /// The line of a byte, from 1.
    public func line(of offset: Int) -> Int { lineIndex(of: offset) + 1 }

    private func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    private static func excerpt(of line: String, from: Int, count: Int) -> Place.Excerpt {
        let from = min(from, line.count)
        let marked = from..<min(line.count, from + max(count, 1))
        guard line.count > excerptLength else { return .init(text: line, underline: marked.isEmpty ? from..<from + 1 : marked) }
        let lead = min(from, excerptLength / 3)
        let text = line.dropFirst(from - lead).prefix(excerptLength)
        let underline = lead..<min(max(lead + 1, text.count), lead + max(1, marked.count))
        let head = from > lead ? "…" : ""
        let tail = from - lead + text.count < line.count ? "…" : ""
        return .init(text: head + text + tail, underline: underline.lowerBound + head.count..<underline.upperBound + head.count)
    }
}

extension ArraySlice<UInt8> {
    fileprivate var trimmingCarriageReturn: ArraySlice<UInt8> { last == UInt8(ascii: "\r") ? dropLast() : self }
}
