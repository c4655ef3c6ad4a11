/// Finds where a JSON value ends by counting brackets outside of strings, over as many chunks as it takes.
///
/// It checks nothing else: what the value is worth, simdjson says.
struct ValueScanner {
    enum Stop: Equatable {
        /// The value ends before this index.
        case end(Int)
        /// A member of the outermost object is an array: its key, as it is written between the quotes, and the index behind the `[`.
        case list(key: Range<Int>, start: Int)
        /// A line ended where no JSON value can go on; the line is broken, and not the start of a value of several lines.
        case brokenLine
        case needsMore
    }

    /// How many bytes were looked at.
    private(set) var scanned = 0
    /// Whether to stop at lists and broken lines; without it, only the end counts.
    private let isOpening: Bool
    private var depth: Int
    private var inString = false
    private var isEscaped = false
    private var inScalar = false
    private var stringStart = 0
    private var lastString = 0..<0
    /// The last byte outside of strings that is no white space; the closing quote stands for a string.
    private var previous: UInt8 = 0
    private var sawNewline = false

    /// - Parameter depth: How many brackets are open already, where the scan begins inside a value.
    init(isOpening: Bool = false, depth: Int = 0) {
        self.isOpening = isOpening
        self.depth = depth
    }

    /// Goes on where it stopped.
    ///
    /// - Parameter bytes: From the start of the value, or of what is left of it after `drop`.
    mutating func advance(in bytes: UnsafeBufferPointer<UInt8>) -> Stop {
        while scanned < bytes.count {
            let stop = inString ? scanString(bytes) : step(bytes[scanned])
            if let stop { return stop }
        }
        return .needsMore
    }

    /// Forgets bytes at the front, which the caller has dropped; not for an opening scan, which remembers places.
    mutating func drop(_ count: Int) { scanned -= count }

    private mutating func scanString(_ bytes: UnsafeBufferPointer<UInt8>) -> Stop? {
        var at = scanned
        defer { scanned = at }
        while at < bytes.count {
            let byte = bytes[at]
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                if isOpening { lastString = stringStart..<at }
                inString = false
                previous = byte
                at += 1
                return depth == 0 ? .end(at) : nil
            } else if isOpening, byte == UInt8(ascii: "\n") {
                return .brokenLine
            }
            at += 1
        }
        return nil
    }

    private mutating func step(_ byte: UInt8) -> Stop? {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D:
            if depth == 0, inScalar { return .end(scanned) }
            if byte == 0x0A { sawNewline = true }
            scanned += 1
            return nil
        case UInt8(ascii: "\""):
            if depth == 0, inScalar { return .end(scanned) }
            inString = true
            stringStart = scanned + 1
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return open(byte)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            guard depth > 0 else { return .end(scanned) }
            depth -= 1
            scanned += 1
            previous = byte
            return depth == 0 ? .end(scanned) : nil
        case UInt8(ascii: ",") where depth == 0, UInt8(ascii: ":") where depth == 0:
            return .end(scanned)
        default:
            if depth == 0 { inScalar = true }
        }
        previous = byte
        sawNewline = false
        scanned += 1
        return nil
    }

    private mutating func open(_ byte: UInt8) -> Stop? {
        if depth == 0, inScalar { return .end(scanned) }
        let canFollow = previous == UInt8(ascii: "[") || previous == UInt8(ascii: ",") || previous == UInt8(ascii: ":")
        if isOpening, sawNewline, depth > 0, byte == UInt8(ascii: "{"), !canFollow { return .brokenLine }
        let isMember = depth == 1 && byte == UInt8(ascii: "[") && previous == UInt8(ascii: ":")
        depth += 1
        scanned += 1
        previous = byte
        sawNewline = false
        return isOpening && isMember ? .list(key: lastString, start: scanned) : nil
    }
}
