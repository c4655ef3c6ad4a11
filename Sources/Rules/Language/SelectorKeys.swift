import Phrases
import Transcripts

// What selectors and the words in them are made of, for schema, layout and pages.

extension PackCompiler {
    static let phraseDescription = ObjectDescription(
        "A phrase with its weight.",
        keys: [
            KeyDescription("phrase", .text(.phrase), "The phrase.", example: #""fed up""#),
            KeyDescription("regex", .text(.any), "Instead of a phrase, a regular expression.", example: #""RMA[- ]?[0-9]{4,8}""#),
            KeyDescription("weight", .number(-1000...1000), "How much a match weighs; a negative weight counts against.", standard: "1"),
        ],
        oneOf: ["phrase", "regex"])
}

extension Selector {
    static let description = ObjectDescription("Who says what: the messages or turns that are meant.", keys: keys)

    /// The keys that `PackCompiler.selector(reading:)` asks for; kinds that are selectors themselves have them, too.
    public static let keys: [KeyDescription] = [
        KeyDescription("by", .oneOrMore(.word(Role.self)), "Who speaks.", example: #""agent""#),
        KeyDescription(
            "phrases", .shared(.phrases), "The words to look for: a phrase or several; “@name” is a list.", example: #"["@apology", "my bad"]"#),
        KeyDescription("at_least", .number(0.001...1_000_000), "How much the matches must weigh together.", standard: "1"),
        KeyDescription("per", .word(Unit.self), "What is weighed and selected.", standard: #""message""#),
        KeyDescription("first_turns", .integer(1...1000), "Only in the first so many turns of those speakers."),
        KeyDescription("last_turns", .integer(1...1000), "Only in the last so many turns of those speakers."),
        KeyDescription("sentence", .word(Sentence.Kind.self), "Only matches in sentences of this sort count."),
        KeyDescription("min_words", .integer(0...1_000_000), "Only messages, or turns, of at least so many words."),
        KeyDescription("max_words", .integer(0...1_000_000), "Only messages, or turns, of at most so many words."),
        KeyDescription("any", .array(.shared(.selector)), "Selectors of which at least one must hold for the same message or turn."),
        KeyDescription("all", .array(.shared(.selector)), "Selectors that must all hold for the same message or turn."),
        KeyDescription("none", .array(.shared(.selector)), "Selectors that must not hold for the same message or turn."),
    ]
}

extension Protection {
    static let description = ObjectDescription(
        "Words around a finding that let the rule keep silent.",
        keys: Selector.keys + [
            KeyDescription("in", .word(Scope.self), "Where those words must be, as seen from the finding.", standard: #""message""#)
        ])
}

extension Condition {
    static let description = ObjectDescription("The transcripts that the rule is for.", keys: descriptions)

    public static let descriptions: [KeyDescription] = [
        KeyDescription("channel", .oneOrMore(.word(Channel.self)), "The channels.", example: #"["chat", "email"]"#),
        KeyDescription("language", .oneOrMore(.text(.any)), "The languages, by the beginning of their tags.", example: #""en""#),
        KeyDescription("state", .oneOrMore(.word(ConversationState.self)), "The states of the conversation."),
        KeyDescription("queue", .oneOrMore(.text(.any)), "The queues.", example: #""billing""#),
        KeyDescription(
            "tags",
            .object(
                ObjectDescription(
                    "The tags of the transcript.",
                    keys: [
                        KeyDescription("any", .oneOrMore(.text(.any)), "At least one of these."),
                        KeyDescription("none", .oneOrMore(.text(.any)), "None of these."),
                    ])),
            "Tags that it must or must not have."),
        KeyDescription("min_messages", .integer(1...1_000_000), "How many messages both sides must have together."),
        KeyDescription("last_by", .word(Side.self), "Who must have spoken last."),
    ]
}
