import Diagnostics

/// Tells what is in a plain mail below its header.
struct PlainMailBody {
    private static let depthLimit = 4
    private static let partLimit = 100

    private let bytes: UnsafeBufferPointer<UInt8>
    private let collector: EmailCollector

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ collector: EmailCollector) {
        self.bytes = bytes
        self.collector = collector
    }

    /// - Parameter range: The bytes of the content.
    /// - Returns: False where it is not plain.
    func tell(_ content: PlainMailContent, _ range: Range<Int>, depth: Int) -> Bool {
        switch content.type.kind {
        case .multipart:
            guard let boundary = content.type.boundary, depth < Self.depthLimit else { return false }
            collector.begin(isAlternative: content.type.isAlternative)
            guard tellParts(range, boundary, depth: depth) else { return false }
            collector.end()
        case .text where !content.isAttached:
            return tellText(content, range)
        case .text, .other:
            collector.attachment((content.fileName ?? content.type.name).map { String(decoding: $0, as: UTF8.self) })
        }
        return true
    }

    private func tellText(_ content: PlainMailContent, _ range: Range<Int>) -> Bool {
        switch content.encoding {
        case .none: tell(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[range])), content.type)
        case .quotedPrintable, .base64:
            guard let decoded = content.encoding.decoded(bytes[range]) else { return false }
            decoded.withUnsafeBytes { tell($0, content.type) }
        }
        return true
    }

    private func tell(_ text: UnsafeRawBufferPointer, _ type: PlainMailType) {
        guard !text.isEmpty else { return }
        collector.text(text, isHTML: type.isHTML, isFlowed: type.isFlowed && !type.isHTML, deletesSpace: type.deletesSpace)
    }

    // MARK: Parts

    /// A line that ends a part.
    private struct Boundary {
        /// Where the line begins, without the line break before it, and where the next begins.
        var contentEnd: Int
        var next: Int
        var isLast: Bool
    }

    private func tellParts(_ range: Range<Int>, _ boundary: PlainMail.Bytes, depth: Int) -> Bool {
        guard var mark = self.boundary(boundary, in: range), !mark.isLast else { return false }
        for _ in 0..<Self.partLimit {
            var fields = PlainMailFields(bytes, from: mark.next)
            var content = PlainMailContent()
            var seen: UInt32 = 0
            while let field = fields.next() {
                guard let name = PlainMailField(field.name), name.isOfPart else { continue }
                guard seen & name.bit == 0, content.take(name, field.value) else { return false }
                seen |= name.bit
            }
            guard fields.isWhole, fields.position <= range.upperBound,
                let next = self.boundary(boundary, in: fields.position..<range.upperBound),
                tell(content, fields.position..<max(fields.position, next.contentEnd), depth: depth + 1)
            else { return false }
            if next.isLast { return true }
            mark = next
        }
        return false
    }

    /// The next line that is a boundary; nil where there is none, or one that may be taken for one.
    private func boundary(_ boundary: PlainMail.Bytes, in range: Range<Int>) -> Boundary? {
        var line = range.lowerBound
        while line < range.upperBound {
            let end = bytes.index(ofBreakFrom: line) ?? bytes.count
            // The line break of the last line may be of what stands around the range.
            guard end <= range.upperBound || end == range.upperBound + 1 && bytes[range.upperBound] == 0x0D else { return nil }
            if bytes[line..<end].starts(with: "--".utf8), bytes[(line + 2)..<end].starts(with: boundary) {
                return mark(line..<end, boundaryEnd: line + 2 + boundary.count, from: range.lowerBound)
            }
            line = end + 1
        }
        return nil
    }

    private func mark(_ line: Range<Int>, boundaryEnd: Int, from start: Int) -> Boundary? {
        let isReturned = line.upperBound < bytes.count && bytes[line.upperBound - 1] == 0x0D
        let rest = bytes[boundaryEnd..<max(boundaryEnd, line.upperBound - (isReturned ? 1 : 0))]
        let isLast = rest.elementsEqual("--".utf8)
        guard isLast || rest.isEmpty else { return nil }
        var contentEnd = line.lowerBound
        if contentEnd > start {
            // Both lines end alike, or readers disagree about what is of the content.
            guard isReturned == (contentEnd > start + 1 && bytes[contentEnd - 2] == 0x0D) else { return nil }
            contentEnd -= isReturned ? 2 : 1
        }
        return Boundary(contentEnd: contentEnd, next: min(line.upperBound + 1, bytes.count), isLast: isLast)
    }
}
