/// The mails of a file: one, or those of an mbox, which begins each with a line `From kim@example.net Mon Jan  5 10:00:00 2026`.
enum Mailbox {
    /// Hands out each mail, without the line before it, and with `>From ` undone; where it begins, and how many lines are before it.
    static func forEachMail(of text: [UInt8], _ body: (_ mail: [UInt8], _ start: Int, _ line: Int) throws -> Void) throws {
        guard text.withUnsafeBufferPointer({ isPostmark($0[...]) }) else { return try body(text, 0, 0) }
        var mail: [UInt8] = []
        var start = 0
        var startLine = 0
        var line = 0
        var index = 0
        while index < text.count {
            let end = text[index...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
            if text[index] == UInt8(ascii: "F"), text.withUnsafeBufferPointer({ isPostmark($0[index...]) }) {
                if index > 0 { try body(mail, start, startLine) }
                mail.removeAll(keepingCapacity: true)
                (start, startLine) = (index, line)
            } else {
                mail += text[(isEscaped(text[index..<end]) ? index + 1 : index)..<end]
            }
            index = end
            line += 1
        }
        try body(mail, start, startLine)
    }

    /// Whether a line is `>From `, with as many `>` as there may be.
    private static func isEscaped(_ line: ArraySlice<UInt8>) -> Bool {
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
