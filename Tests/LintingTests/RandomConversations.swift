import Diagnostics
import Rules
import TestSupport
import Testing
import Transcripts

/// Conversations of few sentences, so that rules meet much in them.
struct RandomConversations {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// The rules of a pack that has every kind, with every way to protect.
    static func rules() throws -> RuleSet {
        let path = "Tests/Fixtures/commands/every-kind.json"
        return try #require(RuleSet.load([SourceText(file: path, text: try Repository.text(path))]).ruleSet)
    }

    private static let customer = [
        "I am fed up.", "It is late again!", "When does it come?", "Where?", "thanks", "never mind", "Never again, so late.",
        "Only joking", "ok", "My lawyer will write.", "> It is our policy\nWhat?", "Late, late, fed up",
    ]
    private static let agent = [
        "Calm down.", "It is our policy.", "Sorry for that.", "Your fault.", "You should have asked.", "Here is your refund.", "Shall I look?",
        "not my problem", "It is not my job alone.", "We are very busy today.", "It comes tomorrow.", "Ok", "Bye",
    ]

    mutating func next() -> Transcript {
        var time: Int64 = 1_767_607_200_000
        let hasTimes = !chance(4)
        let messages = (0..<Int.random(in: 0...14, using: &generator)).map { index in
            let role = chance(10) ? other : chance(2) ? Role.customer : .agent
            time += [5000, 60_000, 1_000_000, 4_000_000, 100_000_000].randomElement(using: &generator) ?? 0
            let sentences = role == .customer ? Self.customer : Self.agent
            let text = (0..<Int.random(in: 1...3, using: &generator)).map { _ in sentences.randomElement(using: &generator) ?? "" }
            return Message(
                index: index, role: role, time: hasTimes ? .instant(milliseconds: time) : nil,
                text: text.joined(separator: chance(3) ? "\n" : " "))
        }
        return Transcript(
            id: chance(3) ? "w-1" : "t", channel: chance(2) ? .chat : .email, language: chance(9) ? "fr" : "en", state: chance(3) ? .open : .closed,
            messages: messages)
    }

    private var other: Role {
        mutating get { [.bot, .system, .note].randomElement(using: &generator) ?? .bot }
    }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }
}
