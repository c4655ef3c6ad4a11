/// One line of a chat log: `[12:03] Agent: Hello`, `(06:14:44 PM) *** Mia joined the chat ***`, `Agent: Hello`, or more of the line before.
struct ChatLogLine {
    enum Stamp: Hashable {
        case clock(TimeScanner.Clock)
        case time(SourceTime)
        /// The day may be another; as it is written.
        case ambiguous(String)
    }

    var stamp: Stamp?
    /// The speaker, without `(internal)`; nil for a notice or for more of the line before.
    var name: String?
    var isInternal = false
    /// What is said in the line.
    var text: String
    /// The line as it is written.
    let whole: String

    /// - Parameter layout: Where lines have their times; nil where they have none.
    init(_ line: Substring, layout: ChatLogLayout? = .brackets, settings: FormatSettings) {
        // Phones put marks for the direction of writing in front, and no-break spaces into times.
        let line = TimeScanner.withPlainSpaces(line).drop { $0 == "\u{200E}" || $0 == "\u{200F}" }
        whole = String(line.trimmed)
        text = whole
        switch layout {
        case .brackets, .front: readStampInFront(layout == .brackets, settings: settings)
        case .behindName: readStampBehindName(isHeading: false, settings: settings)
        case .heading: readStampBehindName(isHeading: true, settings: settings)
        case nil: readLabel(whole[...], settings: settings)
        }
    }

    private mutating func readStampInFront(_ isInBrackets: Bool, settings: FormatSettings) {
        let found = isInBrackets ? ChatLogStamp.inBrackets(whole[...], settings) : ChatLogStamp.inFront(of: whole[...], settings)
        guard let (stamp, rest) = found else { return readLabel(whole[...], settings: settings) }
        if rest.hasPrefix("***") {
            self.stamp = stamp
            text = String(rest.drop { $0 == "*" || $0 == " " }.reversed().drop { $0 == "*" || $0 == " " }.reversed())
            return
        }
        readLabel(rest, settings: settings, isStamped: true)
        // Without brackets a clock alone may be what somebody says: “10:05 would suit me”.
        if !isInBrackets, name == nil, case .clock = stamp { text = whole } else { self.stamp = stamp }
    }

    private mutating func readStampBehindName(isHeading: Bool, settings: FormatSettings) {
        var label = whole[...]
        var words: Substring = ""
        if let end = SpeakerLabel.end(of: whole[...]) {
            label = whole[..<end]
            words = whole[whole.index(after: end)...].trimmed
        } else if !isHeading {
            return
        }
        guard words.isEmpty == isHeading, let (speaker, stamp) = ChatLogStamp.atEnd(of: label, settings), SpeakerLabel.isName(speaker)
        else { return readLabel(whole[...], settings: settings) }
        self.stamp = stamp
        (name, isInternal) = Self.nameAndMark(speaker, settings: settings)
        text = String(words)
    }

    /// - Parameter isStamped: Whether a time stands before: then hardly anything but a name stands before a colon.
    private mutating func readLabel(_ line: Substring, settings: FormatSettings, isStamped: Bool = false) {
        text = String(line)
        guard let (speaker, words) = SpeakerLabel.split(line, allowsComma: isStamped) else { return }
        (name, isInternal) = Self.nameAndMark(speaker, settings: settings)
        text = String(words)
    }

    /// The speaker, and whether `(internal)` or another word for a note stands behind it. Zoom writes `From Mia to Everyone`.
    private static func nameAndMark(_ speaker: Substring, settings: FormatSettings) -> (String, Bool) {
        if speaker.hasPrefix("From "), let end = speaker.firstRange(of: " to ") ?? speaker.firstRange(of: " To ") {
            return (String(speaker[..<end.lowerBound].dropFirst(5).trimmed), false)
        }
        let pairs: [Character: Character] = [")": "(", "]": "["]
        guard let opening = speaker.last.flatMap({ pairs[$0] }), let open = speaker.lastIndex(of: opening),
            settings.role(ofWord: String(speaker[speaker.index(after: open)...].dropLast())) == .note
        else { return (String(speaker), false) }
        return (String(speaker[..<open].trimmed), true)
    }
}

/// The time of a line of a chat log.
enum ChatLogStamp {
    /// No time takes more bytes, in whatever form.
    private static let byteLimit = 48
    /// No name and time together take more bytes.
    private static let labelLimit = 120

    /// The time in brackets at the front of a line, and what follows it.
    static func inBrackets(_ line: Substring, _ settings: FormatSettings) -> (ChatLogLine.Stamp, Substring)? {
        let closings: [Character: Character] = ["[": "]", "(": ")"]
        guard let closing = line.first.flatMap({ closings[$0] }), let end = line.prefix(byteLimit).firstIndex(of: closing),
            let stamp = whole(line[line.index(after: line.startIndex)..<end].trimmed, settings)
        else { return nil }
        return (stamp, line[line.index(after: end)...].trimmed)
    }

    /// The time at the front of a line, and what follows it and a dash.
    static func inFront(of line: Substring, _ settings: FormatSettings) -> (ChatLogLine.Stamp, Substring)? {
        let front = line.prefix(byteLimit)
        guard front.contains(":") else { return nil }
        var scanner = TimeScanner(front)
        let stamp: ChatLogLine.Stamp
        if let clock = scanner.clock() {
            stamp = .clock(clock)
        } else {
            scanner = TimeScanner(front)
            switch TimeText.read(&scanner, zone: settings.timeZone) {
            case .time(let time): stamp = .time(time)
            case .ambiguous: stamp = .ambiguous(String(front.utf8.prefix(scanner.position)) ?? "")
            case .unreadable: return nil
            }
        }
        let rest = Substring(line.utf8.dropFirst(scanner.position))
        guard let first = rest.first, first == " " || first == "\t" else { return nil }
        return (stamp, rest.drop { " \t-–—".contains($0) })
    }

    /// The name at the front of a label, and the time at its end, in brackets or not.
    static func atEnd(of label: Substring, _ settings: FormatSettings) -> (name: Substring, stamp: ChatLogLine.Stamp)? {
        let label = label.trimmed
        guard label.utf8.count <= labelLimit, label.contains(":") else { return nil }
        let openings: [Character: Character] = [")": "(", "]": "["]
        if let opening = label.last.flatMap({ openings[$0] }) {
            guard let open = label.lastIndex(of: opening),
                let stamp = whole(label[label.index(after: open)...].dropLast().trimmed, settings)
            else { return nil }
            return (name(label[..<open]), stamp)
        }
        for index in label.indices.dropFirst() where label[label.index(before: index)] == " " && label[index] != " " {
            if let stamp = whole(label[index...], settings) { return (name(label[..<index]), stamp) }
        }
        return nil
    }

    /// Without what stands between a name and a time.
    private static func name(_ text: Substring) -> Substring {
        var name = text.trimmed
        while let last = name.last, ",-–—|· ".contains(last) { name.removeLast() }
        return name
    }

    /// A clock, or a date with one.
    private static func whole(_ text: Substring, _ settings: FormatSettings) -> ChatLogLine.Stamp? {
        var scanner = TimeScanner(text)
        if let clock = scanner.clock(), scanner.isAtEnd { return .clock(clock) }
        guard text.contains(":") else { return nil }
        return switch TimeText.read(String(text), zone: settings.timeZone) {
        case .time(let time): .time(time)
        case .ambiguous: .ambiguous(String(text))
        case .unreadable: nil
        }
    }
}
