import Diagnostics
import Phrases
@testable import Rules
import Transcripts

/// Sentences of too many words: who is upset or in a hurry does not take them in.
///
/// Keys: `by` (agents if absent), `max_words`. Each sentence is an opportunity; a longer one is a finding, and `{value}` the number of its
/// words.
public struct LongSentences: RuleKind {
    public static let name = "long-sentences"
    public static let summary = "sentences of too many words"
    public static let placeholders: [Placeholder] = [.match, .value]
    public static let keys = [
        KeyDescription("by", .oneOrMore(.word(Role.self)), "Who writes.", standard: #""agent""#),
        KeyDescription("max_words", .integer(1...1000), "The most words that a sentence may have.", isRequired: true, example: "30"),
    ]

    let roles: [Role]
    let maxWords: Int

    public init?(reading rule: inout ObjectReader, protectedBy protection: [PhraseEntry], compiler: PackCompiler) {
        let roles = compiler.roles(rule.optional("by"))
        let maxWords = rule.required("max_words")?.integer(in: 1...1000)
        if !protection.isEmpty {
            rule.cursor.report("unused-unless", "a rule that counts has no words for “unless” to protect", help: "use an object with “in”")
        }
        guard let roles, let maxWords else { return nil }
        self.roles = roles
        self.maxWords = maxWords
    }

    public func evaluate(_ evaluation: Evaluation) -> Outcome {
        var outcome = Outcome()
        for message in evaluation.transcript.messages where roles.contains(message.role) {
            let starts = WordReader.words(in: message.text).map(\.span.lowerBound)
            for sentence in evaluation.scan.sentences(of: message.index) {
                let words = starts.count(upTo: sentence.span.upperBound - 1) - starts.count(upTo: sentence.span.lowerBound - 1)
                outcome.opportunities += 1
                guard words > maxWords else { continue }
                let spot = Spot(message: message.index, span: sentence.span)
                outcome.hits.append(Hit(subject: message.index, at: spot, values: [.value: String(words)]))
            }
        }
        return outcome
    }
}
