import Transcripts

/// A cue of captions: from when to when which lines are shown.
struct CaptionCue {
    /// `00:01.000 --> 00:04.000 align:start`, with hours or without, with a comma or a point.
    struct Timing: Hashable {
        /// Microseconds from the beginning of the recording.
        var start: Int64
        var end: Int64

        init?(_ line: some StringProtocol) {
            guard line.utf8.first?.isDigit == true, let arrow = line.firstRange(of: "-->") else { return nil }
            let end = line[arrow.upperBound...].drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            guard let start = Self.microseconds(Substring(line[..<arrow.lowerBound]).trimmed), let end = Self.microseconds(Substring(end))
            else { return nil }
            self.start = start
            self.end = end
        }

        private static func microseconds(_ text: Substring) -> Int64? {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard 2...3 ~= parts.count, let last = parts.last else { return nil }
            let seconds = last.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
            let fraction = seconds.count > 1 ? seconds[1].prefix(3) : "0"
            let numbers = (parts.dropLast() + [seconds[0]]).map { number($0) }
            guard !numbers.contains(nil), let fractional = number(fraction), seconds.last?.utf8.allSatisfy(\.isDigit) == true else {
                return nil
            }
            let total = numbers.reduce(0) { $0 * 60 + ($1 ?? 0) }
            let scale: Int64 = fraction.utf8.count == 1 ? 100_000 : fraction.utf8.count == 2 ? 10_000 : 1000
            return total * 1_000_000 + fractional * scale
        }

        /// At most four digits: no call has ten thousand hours, and nothing can overflow.
        private static func number(_ digits: Substring) -> Int64? {
            1...4 ~= digits.utf8.count && digits.utf8.allSatisfy(\.isDigit) ? Int64(digits) : nil
        }
    }

    /// What one voice says in a cue.
    struct Part: Hashable {
        /// nil where the cue does not say who speaks.
        var speaker: String?
        var text: String
    }

    var timing: Timing
    /// The line of the file that has the timing, from 1.
    var line: Int
    var lines: [String] = []

    /// What `<v Name>` tags set apart; nil where the cue has none.
    func voices() throws(RecordError) -> [Part]? {
        let text = lines.joined(separator: "\n")
        guard text.contains("<v") else { return nil }
        var parts = [Part(speaker: nil, text: "")]
        var hasVoice = false
        for piece in Self.pieces(of: text) {
            switch piece {
            case .text(let text): parts[parts.count - 1].text += text
            case .voice(let name):
                hasVoice = true
                parts.append(Part(speaker: name.isEmpty ? nil : try Self.decoded(name), text: ""))
            case .voiceEnd: parts.append(Part(speaker: nil, text: ""))
            }
        }
        guard hasVoice else { return nil }
        var spoken: [Part] = []
        for part in parts {
            let text = try Self.decoded(part.text)
            if !text.isEmpty { spoken.append(Part(speaker: part.speaker, text: text)) }
        }
        return spoken
    }

    /// The lines without tags, with what entities stand for.
    func plainLines() throws(RecordError) -> [String] {
        var plain: [String] = []
        for line in lines {
            let text = Self.pieces(of: line).map { if case .text(let text) = $0 { text } else { "" } }.joined()
            plain.append(try Self.decoded(text))
        }
        return plain
    }

    private enum Piece {
        case text(String)
        case voice(String)
        case voiceEnd
    }

    /// The text between the tags, and the tags that say who speaks; the others (`<i>`, `<c.loud>`, `<00:01.000>`, `{\an8}`) are left out.
    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        // Where no bracket closes a tag, there is no use in looking for one behind it again.
        var unclosed: Set<UInt8> = []
        while let mark = rest.utf8.firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "{") }) {
            pieces.append(.text(String(rest[..<mark])))
            let closing = UInt8(ascii: rest.utf8[mark] == UInt8(ascii: "<") ? ">" : "}")
            let inside = rest[rest.utf8.index(after: mark)...]
            let first = inside.first ?? " "
            let isTag = closing == UInt8(ascii: ">") ? first.isLetter || first.isNumber || first == "/" : first == "\\"
            if isTag, !unclosed.contains(closing), let end = inside.utf8.firstIndex(of: closing) {
                rest = inside[inside.utf8.index(after: end)...]
                if closing == UInt8(ascii: ">"), let piece = voice(inside[..<end]) { pieces.append(piece) }
            } else {
                if isTag { unclosed.insert(closing) }
                pieces.append(.text(String(rest[mark..<inside.startIndex])))
                rest = inside
            }
        }
        return pieces + [.text(String(rest))]
    }

    /// What a tag such as `v.loud Name` or `/v` says of who speaks.
    private static func voice(_ tag: Substring) -> Piece? {
        if tag == "/v" { return .voiceEnd }
        let parts = tag.split(maxSplits: 1, omittingEmptySubsequences: false) { $0.isWhitespace }
        guard parts[0] == "v" || parts[0].hasPrefix("v.") else { return nil }
        return .voice(parts.count > 1 ? String(parts[1]) : "")
    }

    /// Text on one line, with what entities stand for.
    private static func decoded(_ text: String) throws(RecordError) -> String {
        let line = text.utf8.split { $0 == 0x20 || 0x09...0x0D ~= $0 }.map { Substring($0) }.joined(separator: " ")
        guard line.contains("&") else { return line }
        return try HTMLText.text(line.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "&lt;"))
    }
}
