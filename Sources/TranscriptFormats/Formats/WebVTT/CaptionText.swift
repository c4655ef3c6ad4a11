/// The cues of a file of captions.
struct CaptionText {
    private(set) var cues: [CaptionCue] = []
    /// What is no cue: comments and styles, as line and first word.
    private(set) var others: [(line: Int, word: String)] = []
    /// What the header says of the language.
    private(set) var language: String?

    private let isWebVTT: Bool
    private var isOther: Bool
    private var wasBlank = true
    /// A line of digits: a cue's number where a timing follows, else text; nothing where it follows a blank line and the file ends.
    private var held: (line: String, wasBlank: Bool)?

    /// The lines of a text, whatever ends them.
    static func lines(of text: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for part in Array(text).split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = part.last == 0x0D ? part.dropLast() : part
            lines += line.split(separator: 0x0D, omittingEmptySubsequences: false).map { TextDecoding.text($0) }
        }
        return lines
    }

    init(_ lines: [String]) {
        isWebVTT = lines.first?.hasPrefix("WEBVTT") ?? false
        isOther = isWebVTT
        let end = lines.lastIndex { !$0[...].trimmed.isEmpty }.map { $0 + 1 } ?? 0
        for (index, line) in lines[..<end].enumerated() where index > 0 || !isWebVTT { read(line[...].trimmed, number: index + 1) }
        if held?.wasBlank == false { giveHeld() }
        cues = cues.filter { !$0.lines.allSatisfy(\.isEmpty) }
    }

    private mutating func read(_ line: Substring, number: Int) {
        defer { wasBlank = line.isEmpty }
        if let timing = CaptionCue.Timing(line) {
            held = nil
            isOther = false
            cues.append(CaptionCue(timing: timing, line: number))
            return
        }
        giveHeld()
        if line.isEmpty {
            // SRT has cues alone, some of which have a blank line within.
            isOther = isWebVTT
        } else if cues.isEmpty, line.lowercased().hasPrefix("language:") {
            language = String(line.dropFirst(9).trimmed)
        } else if !isOther, !cues.isEmpty, !line.contains("-->") {
            // Programs that leave out the blank line between cues put the number of the next right below the text.
            if line.utf8.allSatisfy(\.isDigit) { held = (String(line), wasBlank) } else { cues[cues.count - 1].lines.append(String(line)) }
        } else if let word = Self.word(of: line), wasBlank || word == "cue" {
            isOther = true
            others.append((number, word))
        }
    }

    private mutating func giveHeld() {
        if let held { cues[cues.count - 1].lines.append(held.line) }
        held = nil
    }

    /// The word that begins a block which is no cue, or a timing that cannot be read; nil for a cue's name.
    private static func word(of line: Substring) -> String? {
        if line.contains("-->") { return "cue" }
        let word = String(line.prefix { $0 != " " && $0 != "\t" && $0 != ":" })
        return ["NOTE", "STYLE", "REGION"].contains(word) ? word : nil
    }
}
