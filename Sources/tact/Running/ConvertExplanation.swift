import Diagnostics
import TranscriptFormats
import Transcripts

/// How one file was understood: its format, who was taken for whom, and what was left out.
struct ConvertExplanation {
    private let file: String
    private var format: String?
    private var layout: String?
    private var transcripts = 0
    private var messages: [Role: Int] = [:]
    private var channels: [Channel: Int] = [:]
    private var timeless = 0
    private var speakers: [Speaker: Int] = [:]
    private var drops: [Drop.Reason: (count: Int, examples: [Drop])] = [:]
    private var problems: [Diagnostic] = []
    private var problemCount = 0

    private struct Speaker: Hashable {
        var name: String
        var role: Role
    }

    /// How many of each are shown, and how many speakers are told apart.
    private static let shown = 3
    private static let shownSpeakers = 12
    private static let shownProblems = 10
    private static let speakerLimit = 10_000

    init(_ file: String) { self.file = file }

    /// Whether all of the file could be read.
    var isComplete: Bool { problemCount == 0 }

    mutating func read(_ input: Input, settings: FormatSettings) {
        var stream = TranscriptStream(explaining: input, settings: settings)
        var progress = ProgressBar()
        while true {
            let item = stream.next()
            for drop in stream.takeDrops() { add(drop) }
            guard let item else { break }
            switch item {
            case .transcript(let transcript, _): add(transcript)
            case .rejected(let record):
                problemCount += 1
                if problems.count < Self.shownProblems { problems.append(record.diagnostic) }
            }
            progress.update(done: stream.bytesRead, of: input.size, transcripts: transcripts)
        }
        progress.clear()
        format = stream.format
        layout = stream.layout
    }

    private mutating func add(_ drop: Drop) {
        var entry = drops[drop.reason] ?? (0, [])
        entry.count += 1
        if entry.examples.count < Self.shown { entry.examples.append(drop) }
        drops[drop.reason] = entry
    }

    private mutating func add(_ transcript: Transcript) {
        transcripts += 1
        channels[transcript.channel, default: 0] += 1
        for message in transcript.messages {
            messages[message.role, default: 0] += 1
            if message.time == nil { timeless += 1 }
            guard let author = message.author else { continue }
            let speaker = Speaker(name: author, role: message.role)
            if speakers[speaker] != nil || speakers.count < Self.speakerLimit { speakers[speaker, default: 0] += 1 }
        }
    }

    // MARK: Text

    func text(style: TerminalStyle, width: Int) -> String {
        let lines = understanding + (transcripts > 0 ? counts + speakerLines : []) + dropLines
        var text = style.paint(TerminalText.escaped(file), .strong) + "\n"
        for (line, indent) in lines { text += line.wrapped(width: width, indent: indent, hanging: 4).map { $0 + "\n" }.joined() }
        if problemCount > 0 {
            text += "  could not be read: \(problemCount.counted("part"))\n" + DiagnosticText(style: style).render(problems)
            if problemCount > problems.count { text += "  and \(problemCount - problems.count) more\n" }
        }
        return text
    }

    private typealias Line = (text: String, indent: Int)

    private var understanding: [Line] {
        guard let format else { return [] }
        let known = FormatList.formats.first { $0.name == format }
        let recognition = known.map { "\($0.title): \($0.recognition)" } ?? "the mapping of the settings"
        return [("recognised as \(format), \(recognition)", 2)] + (layout.map { [("read as \($0)", 2)] } ?? [])
    }

    private var counts: [Line] {
        let roles = Role.allCases.compactMap { role in messages[role].map { "\(role.rawValue) \($0)" } }
        let channels = Channel.allCases.compactMap { channel in self.channels[channel].map { "\(channel.rawValue) \($0)" } }
        let total = messages.values.reduce(0, +)
        let isOneSided = messages[.agent] == nil && messages[.bot] == nil
        let timeless = timeless == 0 ? "" : "; \(timeless == total ? "none with" : "\(timeless) without") a time"
        return [
            ("\(transcripts.counted("transcript")): \(channels.joined(separator: ", "))", 2),
            ("\(total.counted("message")): \(roles.joined(separator: ", "))\(timeless)", 2),
        ] + (isOneSided ? [("nobody is taken for an agent, so nothing can be found: say with --agent who is one", 2)] : [])
    }

    private var speakerLines: [Line] {
        let sorted = speakers.sorted { ($1.value, $0.key.role.rawValue, $0.key.name) < ($0.value, $1.key.role.rawValue, $1.key.name) }
        guard !sorted.isEmpty else { return [] }
        let shown = sorted.prefix(Self.shownSpeakers).map { ("\($0.role.rawValue.padded(to: 8)) \($0.name) (\($1))", 4) }
        let more = sorted.count - shown.count
        return [("who was taken for whom, with the number of messages", 2)] + shown + (more > 0 ? [("and \(more) more", 4)] : [])
    }

    private var dropLines: [Line] {
        let reasons = Drop.Reason.allCases.compactMap { reason in drops[reason].map { (reason, $0) } }
        guard !reasons.isEmpty else { return [] }
        return [("left out", 2)]
            + reasons.map { reason, entry in
                let places = entry.examples.map { drop in
                    let place = [drop.transcript, drop.place].filter { !$0.isEmpty }.joined(separator: " at ")
                    return drop.detail.map { "\(place) (\($0))" } ?? place
                }
                let more = entry.count > places.count ? ", …" : ""
                return ("\(entry.count) × \(reason.text): \(places.joined(separator: ", "))\(more)", 4)
            }
    }
}
