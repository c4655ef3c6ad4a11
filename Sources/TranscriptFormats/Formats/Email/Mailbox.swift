import Diagnostics

/// The mails of a file: one, or those of an mbox, which begins each with a line `From kim@example.net Mon Jan  5 10:00:00 2026`.
struct Mailbox {
    /// A mail without the line before it, and with `>From ` undone.
    struct Mail {
        var bytes: [UInt8]
        var origin: RecordOrigin
        /// Whether there was more of it than the limit allows; the bytes are those up to there.
        var isTooLarge = false
    }

    private var input: Input
    private let limit: Int
    private var isMbox: Bool?

    /// Enough to see a line between mails, and what follows it.
    private static let lookahead = 4096

    /// - Parameter limit: How many bytes a mail may have.
    init(_ input: Input, limit: Int) {
        self.input = input
        self.limit = limit
    }

    /// The next mail; nil at the end.
    mutating func next() throws -> Mail? {
        try look()
        guard input.count > 0 else { return nil }
        let isMbox = isMbox ?? isAtPostmark
        self.isMbox = isMbox
        var mail = Mail(bytes: [], origin: input.origin)
        if isMbox { _ = try takeLine(into: nil) }
        while true {
            try look()
            if input.count == 0 || isMbox && isAtPostmark { return mail }
            if mail.bytes.count > limit {
                mail.isTooLarge = true
                _ = try takeLine(into: nil)
            } else if let part = try takeLine(into: isMbox) {
                mail.bytes += part
            }
        }
    }

    private mutating func look() throws {
        while input.count < Self.lookahead, try input.more() {}
    }

    private var isAtPostmark: Bool {
        input.withBytes { $0.first == UInt8(ascii: "F") && Self.isPostmark($0[...]) }
    }

    /// Consumes a line with its end, or as much of it as is there.
    ///
    /// - Parameter undoesEscapes: Whether `>From ` becomes `From `; nil, nothing is given.
    private mutating func takeLine(into undoesEscapes: Bool?) throws -> [UInt8]? {
        let (line, count) = input.withBytes { bytes -> ([UInt8]?, Int) in
            let end = bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            guard let undoesEscapes else { return (nil, end) }
            return (Array(bytes[(undoesEscapes && Self.isEscaped(bytes[..<end]) ? 1 : 0)..<end]), end)
        }
        input.consume(count)
        return line
    }

    /// Whether a line is `>From `, with as many `>` as there may be.
    private static func isEscaped(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard line.first == UInt8(ascii: ">") else { return false }
        return line.drop { $0 == UInt8(ascii: ">") }.starts(with: "From ".utf8)
    }

    /// How long a line between mails may be, in bytes.
    private static let postmarkLimit = 512

    /// Whether some bytes begin with a line between mails: `From `, a clock, and a year at the end, or before a zone. Below it there is a
    /// header, or nothing: sentences that begin so stay where they are.
    static func isPostmark(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard bytes.starts(with: "From ".utf8) else { return false }
        let line = bytes.prefix(postmarkLimit).prefix { $0 != 0x0A && $0 != 0x0D }
        let words = line.dropFirst(5).split(separator: 0x20)
        guard line.count < postmarkLimit, words.contains(where: isClock), words.suffix(2).contains(where: isYear) else { return false }
        let rest = bytes[line.endIndex...].drop { $0 == 0x0D }.dropFirst()
        return rest.isEmpty || rest.first == 0x0A || rest.first == 0x0D || EmailShape.fieldName(rest) != nil
            || rest.starts(with: ">From ".utf8)
    }

    /// `10:00` and `10:00:05`.
    private static func isClock(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let parts = word.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        return 2...3 ~= parts.count && parts.allSatisfy { 1...2 ~= $0.count && $0.allSatisfy(\.isDigit) }
    }

    private static func isYear(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        word.count == 4 && word.allSatisfy(\.isDigit) && (word.first == UInt8(ascii: "1") || word.first == UInt8(ascii: "2"))
    }
}
