/// One line of a chat log: `[12:03] Agent: Hello`, `(06:14:44 PM) *** Mia joined the chat ***`, `Agent: Hello`, or more of the line before.
struct ChatLogLine {
    enum Stamp: Hashable {
        case clock(TimeScanner.Clock)
        case time(SourceTime)
    }

    var stamp: Stamp?
    /// The speaker, without `(internal)`; nil for a notice or for more of the line before.
    var name: String?
    var isInternal = false
    var text: String

    init(_ line: Substring, settings: FormatSettings) {
        var rest = line.trimmed
        if let (stamp, after) = Self.stamp(rest, settings: settings) {
            self.stamp = stamp
            rest = after.trimmed
        }
        if stamp != nil, rest.hasPrefix("***") {
            text = String(rest.drop { $0 == "*" || $0 == " " }.reversed().drop { $0 == "*" || $0 == " " }.reversed())
            return
        }
        guard let (speaker, words) = SpeakerLabel.split(rest) else {
            text = String(rest)
            return
        }
        (name, isInternal) = Self.nameAndMark(speaker)
        text = String(words)
    }

    private static func nameAndMark(_ speaker: Substring) -> (String, Bool) {
        for mark in ["(internal)", "(private)", "(note)", "(whisper)", "(internal note)"] where speaker.lowercased().hasSuffix(mark) {
            return (String(speaker.dropLast(mark.count).trimmed), true)
        }
        return (String(speaker), false)
    }

    /// The time in brackets at the front of a line, and what follows it.
    private static func stamp(_ line: Substring, settings: FormatSettings) -> (Stamp, Substring)? {
        let closings: [Character: Character] = ["[": "]", "(": ")"]
        guard let closing = line.first.flatMap({ closings[$0] }), let end = line.prefix(48).firstIndex(of: closing) else { return nil }
        let inside = line[line.index(after: line.startIndex)..<end].trimmed
        let rest = line[line.index(after: end)...]
        var scanner = TimeScanner(inside)
        if let clock = scanner.clock(), scanner.isAtEnd { return (.clock(clock), rest) }
        guard inside.contains(":"), case .time(let time) = TimeText.read(String(inside), zone: settings.timeZone) else {
            return nil
        }
        return (.time(time), rest)
    }
}
