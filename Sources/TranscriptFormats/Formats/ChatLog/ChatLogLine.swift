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
            text = Self.unframed(rest, "*")
            return
        }
        readLabel(rest, settings: settings, isStamped: true)
        // Without brackets a clock alone may be what somebody says: “10:05 would suit me”.
        if !isInBrackets, name == nil, case .clock = stamp, !rest.split(separator: " ").contains(where: Self.eventWords.contains) {
            text = whole
        } else {
            self.stamp = stamp
        }
    }

    /// Whether it has a time of which the day may be another.
    var isAmbiguous: Bool { if case .ambiguous? = stamp { true } else { false } }

    /// What people and chats do, as in “Mia joined the chat”.
    private static let eventWords: Set<Substring> = ["joined", "left", "ended", "transferred", "assigned", "closed", "disconnected"]

    /// What a line without a time tells that nobody says, as in `*** Mia joined the chat ***` or `--- Chat ended ---`; nil for any other.
    var notice: String? {
        guard stamp == nil, name == nil, whole.contains(where: \.isLetter),
            let frame = ["***", "---", "==="].first(where: { whole.hasPrefix($0) && whole.hasSuffix($0) })
        else { return nil }
        return Self.unframed(whole[...], frame)
    }

    private static func unframed(_ line: Substring, _ frame: String) -> String {
        String(line.drop { frame.contains($0) || $0 == " " }.reversed().drop { frame.contains($0) || $0 == " " }.reversed())
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
        guard words.isEmpty || !isHeading, let (speaker, stamp) = ChatLogStamp.atEnd(of: label, settings), SpeakerLabel.isName(speaker)
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
