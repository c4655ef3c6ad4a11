import Diagnostics
import Transcripts

/// The `when` of a rule: the transcripts that it is for.
public struct Condition: Sendable, Hashable {
    var channels: [Channel]?
    var languages: [String]?
    var states: [ConversationState]?
    var queues: [String]?
    var anyTag: [String]?
    var noTag: [String] = []
    var minMessages = 0
    var lastSide: Side?

    init() {}

    /// Whether the rule is for a transcript.
    func holds(for evaluation: Evaluation) -> Bool {
        let transcript = evaluation.transcript
        if let channels, !channels.contains(transcript.channel) { return false }
        if let languages, !languages.contains(where: { transcript.language?.lowercased().hasPrefix($0.lowercased()) ?? false }) { return false }
        if let states, !states.contains(where: { $0 == transcript.state }) { return false }
        if let queues, !queues.contains(where: { $0 == transcript.queue }) { return false }
        if let anyTag, !anyTag.contains(where: transcript.tags.contains) { return false }
        if noTag.contains(where: transcript.tags.contains) { return false }
        if let lastSide, lastSide != transcript.messages.last(where: { $0.role.side != nil })?.role.side { return false }
        return minMessages == 0 || transcript.messages.count { $0.role.side != nil } >= minMessages
    }

    init(reading object: inout ObjectReader) {
        channels = object.optional("channel")?.words(Channel.self)
        languages = object.optional("language")?.strings
        states = object.optional("state")?.words(ConversationState.self)
        queues = object.optional("queue")?.strings
        if var tags = object.optional("tags")?.object {
            anyTag = tags.optional("any")?.strings
            noTag = tags.optional("none")?.strings ?? []
            tags.finish()
        }
        minMessages = object.optional("min_messages")?.integer(in: 1...1_000_000) ?? 0
        lastSide = object.optional("last_by")?.word(Side.self)
        object.finish()
        reportUnsatisfiable(at: object.cursor)
    }
}
