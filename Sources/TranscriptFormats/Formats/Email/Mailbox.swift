import Diagnostics

/// The mails of a file: one, or those of an mbox, which begins each with a line `From kim@example.net Mon Jan  5 10:00:00 2026`.
struct Mailbox {
    /// A mail without the line before it, and with `>From ` undone.
    struct Mail {
        var bytes: [UInt8]
        var origin: RecordOrigin
        /// Whether there was more of it than the limit allows; the bytes are those up to there.
        var isTooLarge = false

        mutating func add(_ part: Slice<UnsafeBufferPointer<UInt8>>) {
            if !isTooLarge { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: part)) }
        }
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
        if isMbox { try skipLine() }
        while true {
            try look()
            if input.count == 0 || isMbox && isAtPostmark { return mail }
            try take(into: &mail, isMbox: isMbox)
        }
    }

    private mutating func look() throws {
        while input.count < Self.lookahead, try input.more() {}
    }

    private var isAtPostmark: Bool {
        input.withBytes { $0.first == UInt8(ascii: "F") && Self.isPostmark($0[...]) }
    }

    /// Consumes the line at the front, and all that follow it in the window and cannot be anything but lines of the mail; of a line that is
    /// longer than the window as much as is there.
    private mutating func take(into mail: inout Mail, isMbox: Bool) throws {
        // Behind it there may be too little of the file to tell a line between mails.
        let last = input.atEnd ? input.count : input.count - Self.lookahead + 1
        let count = input.withBytes { bytes in
            var start = 0
            var line = 0
            var end = 0
            repeat {
                line = end
                if isMbox, Self.isEscaped(bytes[line...]) {
                    mail.add(bytes[start..<line])
                    start = line + 1
                }
                end = Self.lineEnd(in: bytes, from: line)
            } while end < last && !(isMbox && bytes[end] == UInt8(ascii: "F"))
            mail.isTooLarge = mail.isTooLarge || mail.bytes.count + max(0, line - start) > limit
            mail.add(bytes[start..<end])
            return end
        }
        input.consume(count)
    }

    private mutating func skipLine() throws {
        input.consume(input.withBytes { Self.lineEnd(in: $0, from: 0) })
    }

    /// The index behind the line break of a line, or behind what is there of the line.
    private static func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        bytes.index(ofBreakFrom: start).map { $0 + 1 } ?? bytes.count
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
        guard line.count < postmarkLimit, hasClockAndYear(line.dropFirst(5)) else { return false }
        let rest = bytes[line.endIndex...].drop { $0 == 0x0D }.dropFirst()
        return rest.isEmpty || rest.first == 0x0A || rest.first == 0x0D || EmailShape.fieldName(rest) != nil
            || rest.starts(with: ">From ".utf8)
    }

    /// Whether one of the words is a clock, and one of the last two a year.
    private static func hasClockAndYear(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var rest = line
        var hasClock = false
        // How many words the last year is from the end.
        var year: Int?
        while !rest.isEmpty {
            let word = rest.prefix { $0 != 0x20 }
            rest = rest.dropFirst(word.count).drop { $0 == 0x20 }
            guard !word.isEmpty else { continue }
            hasClock = hasClock || isClock(word)
            year = isYear(word) ? 0 : year.map { $0 + 1 }
        }
        return hasClock && (year ?? 2) < 2
    }

    /// `10:00` and `10:00:05`.
    private static func isClock(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard word.first?.isDigit == true, word.contains(UInt8(ascii: ":")) else { return false }
        let parts = word.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        return 2...3 ~= parts.count && parts.allSatisfy { 1...2 ~= $0.count && $0.allSatisfy(\.isDigit) }
    }

    private static func isYear(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        word.count == 4 && word.allSatisfy(\.isDigit) && (word.first == UInt8(ascii: "1") || word.first == UInt8(ascii: "2"))
    }
}
