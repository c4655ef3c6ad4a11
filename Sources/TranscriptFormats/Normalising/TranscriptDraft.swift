import Transcripts

/// A transcript in the making: it takes messages as an export has them, and gives them in order, without the empty ones.
struct TranscriptDraft {
    var id: String
    var channel = Channel.unknown
    var language: String?
    /// The assignee; without one, the first agent that speaks.
    var agent: String?
    var state: ConversationState?
    var queue: String?
    var tags: [String] = []
    var csat: Double?

    private struct Entry {
        var role: Role
        var author: String?
        var time: SourceTime?
        var text: String
    }

    private var entries: [Entry] = []
    // Of the context only this: drafts are handed around.
    private let usualChannel: Channel?
    private let limits: ReadLimits
    private let drops: DropLog?

    init(id: String?, context: RecordContext) {
        self.id = id ?? context.fallbackID
        usualChannel = context.settings.channel
        limits = context.limits
        drops = context.drops
    }

    /// The same for another conversation.
    func named(_ id: String) -> TranscriptDraft {
        var draft = self
        draft.id = id
        return draft
    }

    /// Whether no message has words.
    var isEmpty: Bool { entries.isEmpty }

    /// Adds a message. One without words stands for its attachments; one without either is dropped.
    ///
    /// - Parameters:
    ///   - attachments: The names of what was sent with it; nil for one without a name.
    ///   - pointer: Where the record has the message, for errors and for what is dropped.
    mutating func add(
        _ role: Role, author: String?, time: SourceTime?, body: MessageBody, attachments: [String?] = [],
        at pointer: @autoclosure () -> String = ""
    ) throws(RecordError) {
        let words = try body.words(at: pointer())
        if words.hadQuote { drop(.quotedMail, at: pointer()) }
        let text = words.text.isEmpty ? Attachments.text(of: attachments) : words.text
        guard !text.isEmpty else { return drop(.empty, at: pointer()) }
        try Self.check(textBytes: text.utf8.count, messages: entries.count + 1, limits, at: pointer())
        entries.append(Entry(role: role, author: author.flatMap { $0.isEmpty ? nil : $0 }, time: time, text: text))
    }

    /// Takes down that a part of the conversation is no message.
    ///
    /// - Parameters:
    ///   - pointer: Where the record has it.
    ///   - detail: What it was, in the export's own word.
    func drop(_ reason: Drop.Reason, at pointer: @autoclosure () -> String = "", detail: @autoclosure () -> String? = nil) {
        drops?.note(Drop(reason, transcript: id, place: pointer(), detail: detail()))
    }

    /// Throws where a message or their number is over the limits.
    static func check(textBytes: Int, messages: Int, _ limits: ReadLimits, at pointer: @autoclosure () -> String) throws(RecordError) {
        guard textBytes <= limits.textBytes else {
            throw RecordError(
                "text-too-long", "a message of \(textBytes) bytes; the limit is \(limits.textBytes)", at: pointer(),
                help: "shorten it, or raise limits.text in tactd.json")
        }
        guard messages <= limits.messages else {
            throw RecordError(
                "too-many-messages", "more than \(limits.messages) messages in one conversation", at: pointer(),
                help: "split the conversation, or raise limits.messages in tactd.json")
        }
    }

    /// The transcript, its messages by time where they have times.
    func finished() -> Transcript {
        let messages = sorted(entries).enumerated().map { index, entry in
            Message(index: index, role: entry.role, author: entry.author, time: entry.time?.messageTime, text: entry.text)
        }
        return Transcript(
            id: id, channel: channel == .unknown ? usualChannel ?? .unknown : channel, language: language,
            agent: agent ?? messages.first { $0.role == .agent && $0.author != nil }?.author, state: state, queue: queue, tags: tags,
            csat: csat, messages: messages)
    }

    /// By time; instants and offsets cannot be compared, so a mixture stays as it is.
    private func sorted(_ entries: [Entry]) -> [Entry] {
        let times = entries.compactMap(\.time)
        guard let first = times.first, times.allSatisfy({ $0.isOffset == first.isOffset }) else { return entries }
        return entries.inOrder(of: \.time)
    }
}
