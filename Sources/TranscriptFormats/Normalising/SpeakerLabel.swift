/// The name in front of what somebody says, as logs and captions have it: `Name: text`.
enum SpeakerLabel {
    /// How long a name may be, in characters: a longer one is the beginning of a sentence.
    private static let nameLimit = 60
    /// What a full stop in a name may stand behind, beside a single letter: behind other words it ends a sentence.
    private static let abbreviations: Set<String> = ["dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "inc", "ltd", "co"]

    /// The name and what follows it; nil for a line that begins with no name.
    ///
    /// - Parameter allowsComma: Whether names such as “Kay, Kim” may come; else “Well, Kim: …” is a sentence.
    static func split(_ line: Substring, allowsComma: Bool = false) -> (name: Substring, text: Substring)? {
        if let bold = bold(line) { return bold }
        guard let colon = line.firstIndex(of: ":"), endsName(line, colon) else { return nil }
        let name = line[..<colon].trimmed
        guard isName(name, allowsComma: allowsComma) else { return nil }
        return (name, line[line.index(after: colon)...].trimmed)
    }

    /// The first colon of a line that white space follows, or nothing.
    static func end(of line: Substring) -> Substring.Index? {
        line.indices.first { line[$0] == ":" && endsName(line, $0) }
    }

    static func isName(_ text: Substring, allowsComma: Bool = true) -> Bool {
        guard !text.isEmpty, text.count <= nameLimit else { return false }
        guard !text.contains(where: { "!?\"".contains($0) || $0 == "," && !allowsComma }) else { return false }
        // Fields of a table have no space behind the comma. A full stop may be within an address, too.
        return text.split(separator: " ").allSatisfy { word in
            guard !word.dropLast().contains(",") else { return false }
            guard word.last == "." else { return true }
            let stem = word.dropLast()
            return stem.count == 1 || stem.contains(".") || abbreviations.contains(stem.lowercased())
        }
    }

    /// `**Name:** text`, `**Name**: text`, as Markdown has it.
    private static func bold(_ line: Substring) -> (name: Substring, text: Substring)? {
        guard line.hasPrefix("**"), let end = line.dropFirst(2).firstRange(of: "**") else { return nil }
        var name = line[line.index(line.startIndex, offsetBy: 2)..<end.lowerBound].trimmed
        var text = line[end.upperBound...]
        if name.last == ":" { name.removeLast() } else if text.first == ":" { text.removeFirst() } else { return nil }
        return isName(name, allowsComma: true) ? (name.trimmed, text.trimmed) : nil
    }

    private static func endsName(_ line: Substring, _ colon: Substring.Index) -> Bool {
        let next = line.index(after: colon)
        return next == line.endIndex || line[next] == " " || line[next] == "\t"
    }
}
