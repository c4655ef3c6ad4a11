/// The name in front of what somebody says, as logs and captions have it: `Name: text`.
enum SpeakerLabel {
    /// How long a name may be, in characters: a longer one is the beginning of a sentence.
    private static let nameLimit = 60

    /// The name and what follows it; nil for a line that begins with no name.
    static func split(_ line: Substring) -> (name: Substring, text: Substring)? {
        guard let colon = line.firstIndex(of: ":"), endsName(line, colon) else { return nil }
        let name = line[..<colon].trimmed
        guard !name.isEmpty, name.count <= nameLimit, !name.contains(where: { ".!?,\"".contains($0) }) else { return nil }
        return (name, line[line.index(after: colon)...].trimmed)
    }

    private static func endsName(_ line: Substring, _ colon: Substring.Index) -> Bool {
        let next = line.index(after: colon)
        return next == line.endIndex || line[next] == " " || line[next] == "\t"
    }
}
