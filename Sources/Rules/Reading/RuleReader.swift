import Diagnostics
import Findings

/// Reads one rule of a pack.
struct RuleReader {
    let name: String
    /// nil where the pack's head was wrong: the rule is still checked, and then dropped.
    let pack: Pack?
    let compiler: PackCompiler
    let kinds: [any RuleKind.Type]
    let purpose: LoadingPurpose
    /// Whether it took over something from another rule.
    let isDerived: Bool
    /// The rules of other packs that it stands for.
    let overrides: [String]

    func read(_ cursor: JSONCursor) -> Rule? {
        guard var object = cursor.object else { return nil }
        compiler.dependsOnMessageBorders = false
        guard let kindType = kind(object.required("kind")) else { return nil }
        let head = Head(reading: &object, placeholders: kindType.placeholders)
        let enabled = object.optional("enabled").flatMap(\.bool) ?? true
        let limit = object.optional("limit").flatMap { $0.integer(in: 1...1000) }
        let condition = object.optional("when").flatMap(\.object).map { when in
            var when = when
            return Condition(reading: &when)
        }
        let unless = object.optional("unless").map { self.unless($0) } ?? (phrases: [], protections: [])
        let kind = kindType.init(reading: &object, protectedBy: unless.phrases, compiler: compiler)
        let standing = Standing(reading: &object)
        let examples = examples(&object)
        object.finish()
        guard let head, let kind, let pack, let standing, enabled else { return nil }
        return Rule(
            reference: RuleReference(pack: pack.name, packVersion: pack.version, name: name, rev: head.rev), title: head.title,
            category: head.category, behaviour: head.behaviour, severity: head.severity, weight: head.weight, message: head.message,
            why: head.why, fix: head.fix, condition: condition ?? Condition(), protections: unless.protections, limit: limit, kind: kind,
            dependsOnMessageBorders: kind.dependsOnMessageBorders || compiler.dependsOnMessageBorders, examples: examples,
            place: RulePlace(cursor), status: standing.status, aliases: standing.aliases, deprecated: standing.deprecated,
            overrides: overrides, definition: purpose == .lintingAlone ? .empty : RuleDefinition(cursor.node))
    }

    private func examples(_ object: inout ObjectReader) -> [Example] {
        let waive = object.optional("waive")
        if let waive, !isDerived {
            waive.report("nothing-to-waive", "this rule extends none, so it has no inherited examples", help: "remove “waive”")
        }
        guard let examples = object.required("examples"), purpose != .lintingAlone else { return [] }
        return ExampleReader(rule: name).read(examples, waive: waive)
    }

    private func kind(_ cursor: JSONCursor?) -> (any RuleKind.Type)? {
        guard let cursor, let word = cursor.string else { return nil }
        if let kind = kinds.first(where: { $0.name == word }) { return kind }
        let names = kinds.map { $0.name }
        cursor.report(
            "unknown-kind", "there is no kind of rule “\(word)”",
            help: Suggestion.question(for: word, in: names) ?? "the kinds are \(names.joined(separator: ", "))")
        return nil
    }

    /// Strings protect the words that they overlap; objects protect by context.
    private func unless(_ cursor: JSONCursor) -> (phrases: [PhraseEntry], protections: [Protection]) {
        let elements: [JSONCursor]
        if case .array = cursor.node.content { elements = cursor.elements ?? [] } else { elements = [cursor] }
        var phrases: [PhraseEntry] = []
        var protections: [Protection] = []
        for element in elements {
            // A phrase may be an object, too: with a weight, or a regular expression.
            if case .object = element.node.content, var object = element.object, object.names.allSatisfy({ $0 != "phrase" && $0 != "regex" }) {
                if let protection = Protection(reading: &object, compiler: compiler) { protections.append(protection) }
                object.finish()
            } else {
                phrases += compiler.phrases(element) ?? []
            }
        }
        return (phrases, protections)
    }
}

/// What a rule says of itself, whatever its kind.
private struct Head {
    let title: String
    let category: String
    let behaviour: Behaviour
    let severity: Severity
    let rev: Int
    let weight: Double
    let message: MessageTemplate
    let why: String
    let fix: String

    init?(reading object: inout ObjectReader, placeholders: [Placeholder]) {
        let title = object.required("title").flatMap(\.text)
        let category = object.required("category").flatMap(\.kebabName)
        let behaviour = object.required("behaviour").flatMap { $0.word(Behaviour.self) }
        let severity = object.required("severity").flatMap { $0.word(Severity.self) }
        let rev = object.required("rev").flatMap { $0.integer(in: 1...1_000_000) }
        let weight = object.optional("weight").map { $0.number(in: 0...1000) } ?? 1
        let message = object.required("message").flatMap { MessageTemplate($0, allowed: placeholders) }
        let why = object.required("why").flatMap(\.text)
        let fix = object.required("fix").flatMap(\.text)
        guard let title, let category, let behaviour, let severity, let rev, let weight, let message, let why, let fix else { return nil }
        self.title = title
        self.category = category
        self.behaviour = behaviour
        self.severity = severity
        self.rev = rev
        self.weight = weight
        self.message = message
        self.why = why
        self.fix = fix
    }
}

/// How a rule stands among others: on trial or in force, under which former names, for how long.
private struct Standing {
    let status: Rule.Status
    let aliases: [String]
    let deprecated: String?

    init?(reading object: inout ObjectReader) {
        let status = object.optional("status").map { $0.word(Rule.Status.self) } ?? .stable
        let aliases = object.optional("aliases").map { ($0.elements ?? []).compactMap(\.kebabName) } ?? []
        let deprecated = object.optional("deprecated").map(\.text)
        guard let status, deprecated != .some(nil) else { return nil }
        self.status = status
        self.aliases = aliases
        self.deprecated = deprecated ?? nil
    }
}
