import Transcripts

// What packs and their lists are made of, for schema, layout and pages.

extension PackDocument {
    /// A pack's file.
    static let description = ObjectDescription(
        "A pack of rules for tact.",
        keys: [
            KeyDescription("$schema", .text(.any), "The schema that an editor checks the pack with; tact itself does not read it."),
            KeyDescription("format", .integer(format...format), "The version of the packs' format.", isRequired: true, example: "1"),
            KeyDescription("pack", .object(head), "What the pack is.", isRequired: true),
            KeyDescription("lists", .map(.shared(.list)), "Phrase lists by name, for phrases that say “@name”."),
            KeyDescription("rules", .map(.rule), "Rules by name."),
            KeyDescription("suppress", .array(.object(SuppressReader.description)), "Findings that are known and accepted."),
            KeyDescription("scoring", .object(Scoring.description), "How findings become a score."),
        ],
        oneOf: ["rules", "lists", "suppress"])

    private static let head = ObjectDescription(
        "The head of a pack.",
        keys: [
            KeyDescription("name", .text(.name), "The pack's name.", isRequired: true, example: #""our-team""#),
            KeyDescription("version", .text(.version), "Its version: three numbers.", isRequired: true, example: #""1.0.0""#),
            KeyDescription(
                "languages", .oneOrMore(.text(.language)), "The languages that it is for, by their codes.", isRequired: true,
                example: #"["en"]"#),
            KeyDescription(
                "extends", .array(.text(.versionRange)), "The packs that this one builds on, with the versions that will do.",
                example: #"["core-en@^1"]"#),
            KeyDescription(
                "turn_gap", .text(.duration), "A longer silence within one side's messages starts a new turn.", example: #""30m""#),
        ])
}

extension ListReader {
    static let description = ObjectDescription(
        "A list of phrases.",
        keys: [
            KeyDescription("extends", .text(.reference), "The list that this one builds on.", example: #""core-en/apology""#),
            KeyDescription("phrases", .shared(.phrases), "The phrases of the list.", isRequired: true),
            KeyDescription("unless", .shared(.phrases), "Phrases that protect whatever they overlap."),
            KeyDescription("deprecated", .text, "What to use instead of this list."),
        ])
}

extension SuppressReader {
    static let description = ObjectDescription(
        "A finding that is known and accepted.",
        keys: [
            KeyDescription("rule", .text, "The rule, as pack/name.", isRequired: true, example: #""core-en/dismissive-phrasing""#),
            KeyDescription("transcript", .text, "The transcript's id.", isRequired: true, example: #""1042""#),
            KeyDescription("message", .integer(0...1_000_000_000), "The index of the message; without it, the whole transcript."),
            KeyDescription("reason", .text, "Why it is accepted.", isRequired: true),
            KeyDescription("by", .text, "Who said so.", isRequired: true),
            KeyDescription("until", .text(.date), "The last day on which it counts.", example: #""2026-12-31""#),
        ])
}

extension Scoring {
    static let description = ObjectDescription(
        "How findings become a score.",
        keys: [
            KeyDescription(
                "severity",
                .object(
                    ObjectDescription(
                        "Weights by severity.",
                        keys: [
                            KeyDescription("info", .number(0...1000), "The weight of info.", standard: "1"),
                            KeyDescription("warning", .number(0...1000), "The weight of a warning.", standard: "3"),
                            KeyDescription("error", .number(0...1000), "The weight of an error.", standard: "6"),
                        ])),
                "What a missed opportunity weighs, by the rule's severity.")
        ])
}

extension ExampleReader {
    static let description = ObjectDescription(
        "The tests of a rule: conversations.",
        keys: [
            KeyDescription(
                "bad", .array(.shared(.exampleCase)), "Where it must find something: inside each [[…]], and nowhere else.", isRequired: true),
            KeyDescription("good", .array(.shared(.exampleCase)), "Where it must find nothing.", isRequired: true),
        ])

    static let caseDescription = ObjectDescription(
        "A conversation with a name or with facts about it.",
        keys: [
            KeyDescription("name", .text, "What the case shows."),
            KeyDescription("meta", .object(meta), "Facts about the conversation."),
            KeyDescription("todo", .boolean, "Whether it is known not to hold yet.", standard: "false"),
            KeyDescription(
                "lines", .array(.text(.line)), "The messages: C: customer, A: agent, B: bot, S: system, N: note.", isRequired: true,
                example: #"["C: Hello?", "A@0:20 [[Please hold.]]"]"#),
        ])

    private static let meta = ObjectDescription(
        "Facts about a conversation.",
        keys: [
            KeyDescription("channel", .word(Channel.self), "The channel."),
            KeyDescription("language", .text, "The language's tag.", example: #""en-GB""#),
            KeyDescription("state", .word(ConversationState.self), "The state of the conversation."),
            KeyDescription("queue", .text, "The queue."),
            KeyDescription("tags", .oneOrMore(.text(.any)), "The tags."),
        ])
}
