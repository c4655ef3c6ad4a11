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
    /// Whether it is for every transcript, as of most rules.
    private var asksNothing = true

    init() {}

    /// Whether the rule is for a transcript.
    func holds(for transcript: Transcript) -> Bool { asksNothing || Self.keys.allSatisfy { holds($0, for: transcript) } }

    /// A part of the condition, by its key.
    enum Key: String, CaseIterable {
        case channel, language, state, queue
        case anyTag = "tags.any"
        case noTag = "tags.none"
        case lastBy = "last_by"
        case minMessages = "min_messages"
    }

    private static let keys = Key.allCases

    private func holds(_ key: Key, for transcript: Transcript) -> Bool {
        switch key {
        case .channel: channels?.contains(transcript.channel) ?? true
        case .language:
            languages?.contains { transcript.language?.lowercased().hasPrefix($0.lowercased()) ?? false } ?? true
        case .state: states?.contains { $0 == transcript.state } ?? true
        case .queue: queues?.contains { $0 == transcript.queue } ?? true
        case .anyTag: anyTag?.contains(where: transcript.tags.contains) ?? true
        case .noTag: !noTag.contains(where: transcript.tags.contains)
        case .lastBy: lastSide == nil || lastSide == transcript.lastSide
        case .minMessages: minMessages == 0 || transcript.spokenCount >= minMessages
        }
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
        asksNothing = self == Condition()
        reportUnsatisfiable(at: object.cursor)
    }
}

// MARK: Why not

extension Condition {
    /// What does not hold for a transcript; nothing where the rule is for it.
    func unmet(by transcript: Transcript) -> [UnmetCondition] {
        Self.keys.filter { !holds($0, for: transcript) }.map { key in
            UnmetCondition(key: key.rawValue, wanted: wanted(key), actual: Self.actual(key, transcript))
        }
    }

    private func wanted(_ key: Key) -> String {
        switch key {
        case .channel: Self.choice(channels?.map(\.rawValue))
        case .language: Self.choice(languages)
        case .state: Self.choice(states?.map(\.rawValue))
        case .queue: Self.choice(queues)
        case .anyTag: Self.choice(anyTag)
        case .noTag: "none of \(noTag.joined(separator: ", "))"
        case .lastBy: lastSide?.rawValue ?? ""
        case .minMessages: "\(minMessages) or more"
        }
    }

    private static func actual(_ key: Key, _ transcript: Transcript) -> String? {
        switch key {
        case .channel: transcript.channel.rawValue
        case .language: transcript.language
        case .state: transcript.state?.rawValue
        case .queue: transcript.queue
        case .anyTag, .noTag: transcript.tags.isEmpty ? nil : transcript.tags.joined(separator: ", ")
        case .lastBy: transcript.lastSide?.rawValue
        case .minMessages: String(transcript.spokenCount)
        }
    }

    private static func choice(_ values: [String]?) -> String { (values ?? []).joined(separator: " or ") }
}

extension Transcript {
    /// The side that spoke last.
    fileprivate var lastSide: Side? { messages.last { $0.role.side != nil }?.role.side }

    /// How many messages the two sides have.
    fileprivate var spokenCount: Int { messages.count { $0.role.side != nil } }
}
