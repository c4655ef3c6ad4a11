import Transcripts

/// Puts the lines of a chat log together.
struct ChatLogTranscript {
    private struct Utterance {
        var name: String?
        var isInternal: Bool
        var time: SourceTime?
        var text: String
    }

    private let context: RecordContext
    private var clock = ChatClock()
    private var utterances: [Utterance] = []

    init(context: RecordContext) { self.context = context }

    mutating func transcript(of lines: [ChatLogLine]) throws(RecordError) -> Transcript {
        let isStamped = lines.contains { $0.stamp != nil }
        let speakers = isStamped ? [] : Self.speakers(of: lines, settings: context.settings)
        for line in lines {
            if isStamped { add(stamped: line) } else { add(unstamped: line, speakers: speakers) }
        }
        let roles = try SpeakerRoles(of: utterances.compactMap(\.name), settings: context.settings)
        var draft = TranscriptDraft(id: nil, context: context)
        draft.channel = .chat
        for utterance in utterances {
            let role = utterance.name.map { utterance.isInternal ? .note : roles[$0] } ?? .system
            try draft.add(role, author: utterance.name, time: utterance.time, body: .verbatim(utterance.text))
        }
        return draft.finished()
    }

    private mutating func add(stamped line: ChatLogLine) {
        if let stamp = line.stamp {
            utterances.append(Utterance(name: line.name, isInternal: line.isInternal, time: clock.time(of: stamp), text: line.text))
        } else if utterances.isEmpty {
            // Lines above the first message are a letterhead; one of them may say on which day the clock starts.
            if line.name == "Chat started" { clock.start(line.text, zone: context.settings.timeZone) }
        } else {
            append(line)
        }
    }

    private mutating func add(unstamped line: ChatLogLine, speakers: Set<String>) {
        if let name = line.name, speakers.contains(name) {
            utterances.append(Utterance(name: name, isInternal: line.isInternal, time: nil, text: line.text))
        } else if !utterances.isEmpty {
            append(line)
        }
    }

    /// Continues the last message.
    private mutating func append(_ line: ChatLogLine) {
        let name = line.name.map { "\($0): " } ?? ""
        utterances[utterances.count - 1].text += "\n" + name + line.text
    }

    /// In a log without times, what stands before a colon is a speaker where it tells a role, or comes up again.
    private static func speakers(of lines: [ChatLogLine], settings: FormatSettings) -> Set<String> {
        var counts: [String: Int] = [:]
        for line in lines { line.name.map { counts[$0, default: 0] += 1 } }
        return Set(counts.filter { $0.value > 1 || settings.role(ofName: $0.key) != nil }.keys)
    }
}
