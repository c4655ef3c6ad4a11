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
        read(lines)
        let roles = try Speakers.roles(of: utterances.compactMap(\.name), settings: context.settings)
        var draft = TranscriptDraft(id: nil, context: context)
        draft.channel = .chat
        for utterance in utterances {
            try draft.add(role(of: utterance, roles), author: utterance.name, time: utterance.time, body: .verbatim(utterance.text))
        }
        return draft.finished()
    }

    /// Adds the messages of a chat that is a part of a conversation.
    ///
    /// - Parameters:
    ///   - known: The roles of people whose names the conversation has.
    ///   - end: When the chat was over: what its times count up to, where they name no day.
    ///   - pointer: Where the record has the chat.
    /// - Returns: False where nothing says who is who; nothing is added then.
    mutating func add(
        _ lines: [ChatLogLine], known: [String: Role], end: SourceTime?, to draft: inout TranscriptDraft, at pointer: String
    ) throws(RecordError) -> Bool {
        read(lines)
        let names = utterances.compactMap(\.name)
        guard !names.isEmpty, let roles = try? Speakers.roles(of: names, known: known, settings: context.settings) else { return false }
        let last = utterances.compactMap { $0.time?.microseconds }.max() ?? 0
        for utterance in utterances {
            var time = utterance.time ?? end
            if let end, let offset = utterance.time, offset.isOffset, !end.isOffset {
                time = SourceTime(microseconds: end.microseconds - (last - offset.microseconds))
            }
            try draft.add(role(of: utterance, roles), author: utterance.name, time: time, body: .verbatim(utterance.text), at: pointer)
        }
        return true
    }

    /// Whether a text has a time in brackets near its front, as each line of a chat log has; cheap, for texts that mostly are none.
    static func mayBeChat(_ text: String) -> Bool {
        let front = Array(text.utf8.prefix(400))
        return front.indices.contains { index in
            guard front[index] == UInt8(ascii: "(") || front[index] == UInt8(ascii: "["), index + 3 < front.count else { return false }
            let digits = front[(index + 1)...].prefix(3).prefix(while: \.isDigit)
            return 1...2 ~= digits.count && front[index + 1 + digits.count] == UInt8(ascii: ":")
        }
    }

    private mutating func read(_ lines: [ChatLogLine]) {
        let isStamped = lines.contains { $0.stamp != nil }
        let speakers = isStamped ? [] : Self.speakers(of: lines, settings: context.settings)
        for line in lines {
            if isStamped { add(stamped: line) } else { add(unstamped: line, speakers: speakers) }
        }
    }

    private func role(of utterance: Utterance, _ roles: [String: Role]) -> Role {
        utterance.name.map { utterance.isInternal ? .note : roles[$0] ?? .customer } ?? .system
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
