import Diagnostics

/// Removes the mail that a reply quotes from plain text: otherwise each agent's sentence would be linted again in each answer to it.
enum QuotedReply {
    /// - Parameter text: As `PlainText` has tidied it.
    /// - Returns: nil where nothing is quoted.
    static func removed(from text: String) -> String? {
        mayQuote(text) ? removedLineByLine(from: text) : nil
    }

    /// The same without a look whether there can be any quote.
    static func removedLineByLine(from text: String) -> String? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var kept: [Substring] = []
        var index = 0
        while index < lines.count {
            let line = lines[index].trimmed
            if line.first == ">" {
                index += 1
            } else if isDivider(line) || isOutlookHeader(lines[index...]) {
                // Outlook draws a line above.
                while let last = kept.last?.trimmed, last.allSatisfy({ $0 == "_" }) { kept.removeLast() }
                break
            } else if let count = attribution(lines[index...]) {
                // With quote marks, what has none is an answer between or below the quotes; without them nothing tells where the quote
                // ends.
                let rest = lines[(index + count)...].drop { $0.trimmed.isEmpty }
                guard rest.first?.trimmed.first == ">" else { break }
                index += count
            } else {
                kept.append(lines[index])
                index += 1
            }
        }
        return kept.count == lines.count ? nil : kept.joined(separator: "\n")
    }

    /// Whether there is a `>`, a line that ends like an attribution or a divider, or one that begins like a mail's header: most texts have
    /// none.
    private static func mayQuote(_ text: String) -> Bool {
        var text = text
        return text.withUTF8(mayQuote)
    }

    private static func mayQuote(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var start = 0
        while start < text.count {
            var end = start
            // Where the name of a header may end.
            let headerEnd = min(start + headerLength + 1, text.count)
            while end < headerEnd, text[end] != 0x0A {
                if text[end] == UInt8(ascii: ":") || text[end] == UInt8(ascii: ">") { return true }
                end += 1
            }
            if end == headerEnd { end = EightBytes.position(in: text, from: end, isPlain: isPlain, isNotable: isNotable) }
            if end < text.count, text[end] == UInt8(ascii: ">") { return true }
            if end > start, text[end - 1] == UInt8(ascii: ":") || text[end - 1] == UInt8(ascii: "-") { return true }
            start = end + 1
        }
        return false
    }

    /// Whether eight bytes surely have no `>` and no line break.
    private static func isPlain(_ bytes: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let (quotes, breaks) = (bytes ^ (ones &* 0x3E), bytes ^ (ones &* 0x0A))
        return ((quotes &- ones) & ~quotes | (breaks &- ones) & ~breaks) & (ones &* 0x80) == 0
    }

    private static func isNotable(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ">") || byte == 0x0A }

    /// No name of a header line that matters is longer, in bytes.
    private static let headerLength = 14

    /// How many lines `On Mon, 2 Mar 2026 at 09:41, Agent 1 wrote:` takes, which mail programs wrap; nil where there is no such thing.
    private static func attribution(_ lines: ArraySlice<Substring>) -> Int? {
        guard let first = lines.first?.trimmed, mayBeginAttribution(first) else { return nil }
        var joined = ""
        for (count, line) in lines.prefix(3).enumerated() {
            joined += " " + line.trimmed
            guard joined.utf8.count < 400 else { return nil }
            if QuoteWords.endsAttribution(joined) { return joined.utf8.contains(where: \.isDigit) ? count + 1 : nil }
            if line.trimmed.isEmpty { return nil }
        }
        return nil
    }

    /// An attribution begins with a word for “on”, with a day of the week, or with a date.
    private static func mayBeginAttribution(_ line: Substring) -> Bool {
        if line.utf8.first?.isDigit == true { return true }
        let word = line.prefix { $0 != " " && $0 != "," && $0 != "." }
        return QuoteWords.openings.contains(word.lowercased())
    }

    /// `-----Original Message-----` and its translations.
    private static func isDivider(_ line: Substring) -> Bool {
        guard line.hasPrefix("--"), line.hasSuffix("--") else { return false }
        let title = line.drop { $0 == "-" }.reversed().drop { $0 == "-" }.reversed()
        return QuoteWords.dividers.contains(String(title).trimmedSpaces.lowercased())
    }

    /// `From: …`, and right below it `Sent:` or `Date:`; Outlook may write the names in bold, as `*From:*`.
    private static func isOutlookHeader(_ lines: ArraySlice<Substring>) -> Bool {
        guard let first = lines.first, let second = lines.dropFirst().first else { return false }
        return QuoteWords.senders.contains(headerName(first)) && QuoteWords.dates.contains(headerName(second))
    }

    /// What stands before the colon of a line, in small letters; empty where there is none, or too much.
    private static func headerName(_ line: Substring) -> String {
        let name = line.trimmed.prefix(20).prefix { $0 != ":" && $0 != "：" }
        guard name.endIndex < line.endIndex, name.count < 20 else { return "" }
        return String(name.drop { $0 == "*" }.trimmed).lowercased()
    }
}

extension Substring {
    /// Without spaces and tabs at its ends.
    var trimmed: Substring {
        var text = drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}

extension String {
    /// Without spaces and tabs at its ends.
    var trimmedSpaces: String {
        let isBlank = { (byte: UInt8?) in byte == 0x20 || byte == 0x09 }
        return isBlank(utf8.first) || isBlank(utf8.last) ? String(self[...].trimmed) : self
    }
}
