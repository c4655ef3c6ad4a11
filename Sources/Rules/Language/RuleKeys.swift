import Findings

extension RuleReader {
    /// The keys that every rule has before those of its kind, as they are written.
    static let headKeys: [KeyDescription] = [
        KeyDescription("extends", .text(.reference), "The rule that this one overrides, or derives from.", example: #""core-en/dismissive-phrasing""#),
        KeyDescription("kind", .word([]), "What the rule looks for, and so which keys it has.", isRequired: true),
        KeyDescription("category", .text(.name), "What findings are grouped by.", isRequired: true, example: #""dismissive-phrasing""#),
        KeyDescription("behaviour", .word(Behaviour.self), "The behaviour of empathy that it is about.", isRequired: true),
        KeyDescription("severity", .word(Severity.self), "How bad a finding is.", isRequired: true),
        KeyDescription("rev", .integer(1...1_000_000), "Raised whenever the rule's meaning changes.", isRequired: true, example: "1"),
        KeyDescription("weight", .number(0...1000), "How much the rule counts in the score, beside its severity.", standard: "1"),
        KeyDescription("limit", .integer(1...1000), "The most findings in a transcript."),
        KeyDescription("status", .word(Rule.Status.self), "A preview rule is only in force where previews are asked for.", standard: #""stable""#),
        KeyDescription("enabled", .boolean, "Whether the rule is in force.", standard: "true"),
        KeyDescription("aliases", .array(.text(.name)), "Names that the rule had before."),
        KeyDescription("deprecated", .text, "What to use instead of this rule."),
        KeyDescription("title", .text, "What the rule is called, in a few words.", isRequired: true, example: #""The customer was brushed off""#),
        KeyDescription(
            "message", .text(.any), "What a finding says, with the placeholders of the kind.", isRequired: true),
        KeyDescription("why", .text, "Why it matters.", isRequired: true),
        KeyDescription("fix", .text, "What to write instead.", isRequired: true),
        KeyDescription("when", .shared(.condition), "The transcripts that the rule is for; all of them if absent."),
    ]

    /// The keys that every rule has after those of its kind.
    static let tailKeys: [KeyDescription] = [
        KeyDescription(
            "unless", .oneOrMore(.shared(.protection)),
            "What lets the rule keep silent: strings protect the words that they overlap, objects protect by what is around."),
        KeyDescription("waive", .array(.text), "Inherited examples that no longer hold, by name.", example: #"["bad 2"]"#),
        KeyDescription("examples", .shared(.examples), "The rule's tests.", isRequired: true),
    ]
}

/// The language of packs as data, with the kinds of rule that it has.
public struct PackLanguage: Sendable {
    public let kinds: [any RuleKind.Type]

    public init(kinds: [any RuleKind.Type] = RuleKinds.all) { self.kinds = kinds }

    /// A pack's file.
    public var pack: ObjectDescription { PackDocument.description }

    /// All keys of a rule in their order: those of one kind, or without it, of every kind.
    public func keys(of kind: (any RuleKind.Type)?) -> [KeyDescription] {
        let own = kind.map { [$0] } ?? kinds
        return Self.head(of: own) + Self.merged(own.flatMap { $0.keys }) + RuleReader.tailKeys
    }

    private static func head(of kinds: [any RuleKind.Type]) -> [KeyDescription] {
        RuleReader.headKeys.map { key in
            switch key.name {
            case "kind":
                return KeyDescription(key.name, .word(kinds.map { $0.name }), key.text, isRequired: true, example: kinds.first.map { "\"\($0.name)\"" })
            case "message":
                let known = Placeholder.allCases.filter { placeholder in kinds.contains { $0.placeholders.contains(placeholder) } }
                let names = known.map { "{\($0.rawValue)}" }.joined(separator: ", ")
                let text = names.isEmpty ? "What a finding says." : "What a finding says; \(names) is filled in."
                return KeyDescription(key.name, key.shape, text, isRequired: true)
            default: return key
            }
        }
    }

    /// The kind of a name.
    public func kind(named name: String) -> (any RuleKind.Type)? { kinds.first { $0.name == name } }

    /// Each name once; where kinds mean different values by it, either will do.
    private static func merged(_ keys: [KeyDescription]) -> [KeyDescription] {
        var order: [String] = []
        var byName: [String: [KeyDescription]] = [:]
        for key in keys {
            if byName[key.name] == nil { order.append(key.name) }
            byName[key.name, default: []].append(key)
        }
        return order.compactMap { name in
            guard let all = byName[name], let first = all.first, all.count > 1 else { return byName[name]?.first }
            return KeyDescription(name, .either(all.map(\.shape)), first.text, isRequired: all.allSatisfy(\.isRequired), example: first.example)
        }
    }
}
