import Diagnostics
import Findings
import Rules

/// What there is to say of one rule, under the headings that every page has; how it looks is another matter.
public struct RulePage: Sendable {
    /// A part of what the rule looks for.
    public struct Fact: Sendable, Hashable {
        public let label: String
        public let text: String
    }

    /// The phrases of one list, or those that the rule itself has under one key.
    public struct PhraseGroup: Sendable, Hashable {
        /// The list, as `@name`, or the key.
        public let name: String
        public let entries: [ListDefinition.Entry]
        public let unless: [String]

        /// Whether weights differ, so that they must be shown.
        public var isWeighted: Bool { entries.contains { $0.weight != 1 } }
    }

    public let rule: Rule
    public let kind: String
    /// What rules of its kind say, in a few words.
    public let kindSummary: String
    /// What a finding says, with `…` for what it quotes.
    public let finds: String
    public let looksFor: [Fact]
    /// When it applies, sentence by sentence.
    public let applies: [String]
    /// In the order in which the rule names them.
    public let phrases: [PhraseGroup]

    public var found: [Example] { rule.examples.filter { $0.verdict == .bad && !$0.isKnownMiss } }
    public var notFound: [Example] { rule.examples.filter { $0.verdict == .good && !$0.isKnownMiss } }

    /// - Parameters:
    ///   - rule: A rule of `rules`.
    ///   - language: With the kinds that `rules` was loaded with.
    public init(_ rule: Rule, in rules: RuleSet, language: PackLanguage = PackLanguage()) {
        let members = if case .object(let members) = rule.definition.content { members } else { [RuleDefinition.Member]() }
        let kind = type(of: rule.kind)
        self.rule = rule
        self.kind = kind.name
        kindSummary = kind.summary.prefix(1).uppercased() + kind.summary.dropFirst()
        finds = rule.message.text { _ in "…" }
        looksFor = Self.facts(members, of: kind)
        applies = Self.applies(members, rule, in: rules)
        phrases = PhraseCollector.groups(of: members, keys: language.keys(of: kind), pack: rule.reference.pack, in: rules)
    }

    // MARK: What it looks for

    private static func facts(_ members: RuleWords.Members, of kind: any RuleKind.Type) -> [Fact] {
        let words = RuleWords()
        var facts: [Fact] = []
        // Where a rule is a selector itself, its keys make one sentence.
        let names = Set(kind.keys.map(\.name))
        let inlined = names.contains("phrases") ? Set(Selector.keys.map(\.name)).intersection(names) : []
        if !inlined.isEmpty {
            let own = members.filter { inlined.contains($0.name) }
            if !own.isEmpty { facts.append(Fact(label: "looks for", text: words.selector(own))) }
        }
        for key in kind.keys where !inlined.contains(key.name) {
            guard let value = members.first(where: { $0.name == key.name })?.value else { continue }
            facts.append(Fact(label: RuleWords.label(key.name), text: words.words(value, key.shape)))
        }
        if let unless = members.first(where: { $0.name == "unless" })?.value {
            let nodes = if case .array(let nodes) = unless.content { nodes } else { [unless] }
            facts += nodes.map { Fact(label: "unless", text: words.words($0, .shared(.protection))) }
        }
        return facts
    }

    // MARK: When it applies

    private static func applies(_ members: RuleWords.Members, _ rule: Rule, in rules: RuleSet) -> [String] {
        var sentences: [String] = []
        if let pack = rules.packs.first(where: { $0.name == rule.reference.pack }) {
            sentences.append("Transcripts in \(RuleWords.list(pack.languages, "or")).")
        }
        if case .object(let when)? = RuleWords.value("when", members) { sentences += conditions(when) }
        if let limit = rule.limit { sentences.append("At most \(limit) finding\(limit == 1 ? "" : "s") in a transcript.") }
        return sentences
    }

    private static func conditions(_ when: RuleWords.Members) -> [String] {
        let words = RuleWords()
        return Condition.descriptions.compactMap { key in
            guard let value = when.first(where: { $0.name == key.name })?.value else { return nil }
            let text = words.words(value, key.shape)
            return switch key.name {
            case "min_messages": "Conversations of at least \(text) messages of both sides."
            case "last_by": "Where the \(text) spoke last."
            case "tags": "Only with these tags: \(text)."
            default: "Only where the \(RuleWords.label(key.name)) is \(text)."
            }
        }
    }
}

/// Gathers the phrases that a rule names, and those of the lists that these name.
private struct PhraseCollector {
    private var groups: [RulePage.PhraseGroup] = []
    private var seen: Set<String> = []
    private let pack: String
    private let rules: RuleSet

    static func groups(of members: RuleWords.Members, keys: [KeyDescription], pack: String, in rules: RuleSet) -> [RulePage.PhraseGroup] {
        var collector = PhraseCollector(pack: pack, rules: rules)
        var own: [ListDefinition.Entry] = []
        for key in keys {
            guard let value = members.first(where: { $0.name == key.name })?.value else { continue }
            let entries = collector.phrases(in: value, key.shape)
            own += entries
            let literal = entries.filter { !$0.isList }
            if !literal.isEmpty { collector.groups.append(.init(name: key.name == "phrases" ? "its own" : RuleWords.label(key.name), entries: literal, unless: [])) }
        }
        for entry in own { collector.addLists(of: entry.phrase) }
        return collector.groups
    }

    private init(pack: String, rules: RuleSet) {
        self.pack = pack
        self.rules = rules
    }

    /// The phrases in a value, wherever the language says that there are some.
    private func phrases(in node: RuleDefinition, _ shape: ValueShape) -> [ListDefinition.Entry] {
        switch (shape, node.content) {
        case (.shared(.phrase), _), (.shared(.protection), .string), (.text(.phrase), .string): return [entry(node)]
        case (.shared(.examples), _): return []
        case (.shared(let shared), _): return phrases(in: node, shared.shape)
        case (.oneOrMore(let element), .array(let nodes)), (.array(let element), .array(let nodes)), (.pair(let element), .array(let nodes)):
            return nodes.flatMap { phrases(in: $0, element) }
        case (.oneOrMore(let element), _): return phrases(in: node, element)
        case (.either(let shapes), _): return shapes.lazy.map { phrases(in: node, $0) }.first { !$0.isEmpty } ?? []
        case (.object(let object), .object(let members)):
            return object.keys.flatMap { key in members.first { $0.name == key.name }.map { phrases(in: $0.value, key.shape) } ?? [] }
        default: return []
        }
    }

    private func entry(_ node: RuleDefinition) -> ListDefinition.Entry {
        switch node.content {
        case .string(let text): return .init(phrase: text, weight: 1)
        case .object(let members):
            let text = if case .string(let text)? = RuleWords.value("phrase", members) ?? RuleWords.value("regex", members) { text } else { "" }
            let weight = if case .number(let weight)? = RuleWords.value("weight", members) { weight } else { 1.0 }
            return .init(phrase: text, weight: weight)
        default: return .init(phrase: "", weight: 1)
        }
    }

    private mutating func addLists(of phrase: String) {
        for name in ListDefinition.lists(in: phrase) where seen.insert(name).inserted {
            guard let list = rules.list(named: name, inPack: pack) else { continue }
            groups.append(.init(name: "@\(name)", entries: list.entries, unless: list.unless))
            for entry in list.entries { addLists(of: entry.phrase) }
            for phrase in list.unless { addLists(of: phrase) }
        }
    }
}
