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
