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
    /// The numbers of the lines above the first message.
    private var letterhead: [Int] = []

    init(context: RecordContext) { self.context = context }

    /// - Parameter layout: That by which the lines were read.
    mutating func transcript(of lines: [ChatLogLine], layout: ChatLogLayout?) throws(RecordError) -> Transcript {
        try read(lines, layout: layout)
        let roles = try Speakers.roles(of: utterances.compactMap(\.name), settings: context.settings)
        var draft = TranscriptDraft(id: nil, context: context)
        draft.channel = .chat
        for number in letterhead { draft.drop(.unknownKind, at: "line \(number)", detail: "letterhead") }
        for utterance in utterances {
            try draft.add(role(of: utterance, roles), author: utterance.name, time: utterance.time, body: .verbatim(utterance.text))
        }
        return draft.finished()
    }

    /// Adds the messages of a chat that is a part of a conversation.
    ///
    /// - Parameters:
    ///   - layout: That by which the lines were read.
    ///   - known: The roles of people whose names the conversation has.
    ///   - end: When the chat was over: what its times count up to, where they name no day.
    ///   - pointer: Where the record has the chat.
    /// - Returns: False where nothing says who is who; nothing is added then.
    mutating func add(
        _ lines: [ChatLogLine], layout: ChatLogLayout? = .brackets, known: [String: Role], end: SourceTime?,
        to draft: inout TranscriptDraft, at pointer: String
    ) throws(RecordError) -> Bool {
        try read(lines, layout: layout)
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
    ///
    /// - Parameter text: UTF-8.
    static func mayBeChat(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let front = UnsafeBufferPointer(rebasing: text.prefix(400))
        var index = 0
        while index + 3 < front.count {
            if front[index] == UInt8(ascii: "(") || front[index] == UInt8(ascii: "["), front[index + 1].isDigit {
                if front[index + (front[index + 2].isDigit ? 3 : 2)] == UInt8(ascii: ":") { return true }
            }
            index += 1
        }
        return false
    }

    private mutating func read(_ lines: [ChatLogLine], layout: ChatLogLayout? = .brackets) throws(RecordError) {
        let isStamped = lines.contains { $0.stamp != nil }
        // A time at the end of a line, or no time, is too little to go by alone.
        let speakers = isStamped && layout != .heading ? nil : Self.speakers(of: lines, settings: context.settings)
        var isAfterBlank = true
        for (index, line) in lines.enumerated() {
            defer { isAfterBlank = line.whole.isEmpty }
            let isHeading = layout == .heading && isAfterBlank && line.stamp != nil
            let isSpoken = isHeading || line.name.map { speakers?.contains($0) ?? true } ?? (speakers == nil)
            if isSpoken, !isStamped || line.stamp != nil {
                let time = try line.stamp.map { stamp throws(RecordError) in try clock.time(of: stamp) }
                utterances.append(Utterance(name: line.name, isInternal: line.isInternal, time: time, text: line.text))
            } else if !utterances.isEmpty, let notice = line.notice {
                utterances.append(Utterance(name: nil, isInternal: false, time: nil, text: notice))
            } else if !utterances.isEmpty {
                utterances[utterances.count - 1].text += "\n" + line.whole
            } else if !line.whole.isEmpty {
                readLetterhead(line, number: index + 1)
            }
        }
    }

    /// Reads a line above the first message; one of them may say on which day the clock starts.
    private mutating func readLetterhead(_ line: ChatLogLine, number: Int) {
        let label = SpeakerLabel.split(line.whole[...])
        if label.map({ Self.startLabels.contains(Word.folded($0.name)) }) ?? true {
            clock.start(label.map { String($0.text) } ?? line.whole, zone: context.settings.timeZone)
        }
        letterhead.append(number)
    }

    private static let startLabels: Set<String> = [
        "chat_started", "chat_started_on", "conversation_started", "started", "started_at", "started_on", "start", "start_time", "date",
        "created",
    ]

    private func role(of utterance: Utterance, _ roles: [String: Role]) -> Role {
        utterance.name.map { utterance.isInternal ? .note : roles[$0] ?? .customer } ?? .system
    }

    /// In a log without times, what stands before a colon is a speaker where it tells a role, or comes up again; so is what stands before a
    /// time at the end of a line.
    static func speakers(of lines: [ChatLogLine], settings: FormatSettings) -> Set<String> {
        var counts: [String: Int] = [:]
        for line in lines { line.name.map { counts[$0, default: 0] += 1 } }
        return Set(counts.filter { $0.value > 1 || settings.role(ofName: $0.key) != nil }.keys)
    }
}
