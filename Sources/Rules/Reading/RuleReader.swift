import Diagnostics
import Findings

/// Reads one rule of a pack.
struct RuleReader {
    let name: String
    /// nil where the pack's head was wrong: the rule is still checked, and then dropped.
    let pack: Pack?
    let compiler: PackCompiler

    func read(_ cursor: JSONCursor) -> Rule? {
        guard var object = cursor.object else { return nil }
        compiler.dependsOnMessageBorders = false
        guard let kindType = kind(object.required("kind")) else { return nil }
        let title = object.required("title").flatMap(\.text)
        let category = object.required("category").flatMap(\.kebabName)
        let behaviour = object.required("behaviour").flatMap { $0.word(Behaviour.self) }
        let severity = object.required("severity").flatMap { $0.word(Severity.self) }
        let rev = object.required("rev").flatMap { $0.integer(in: 1...1_000_000) }
        let weight = object.optional("weight").map { $0.number(in: 0...1000) } ?? 1
        let message = object.required("message").flatMap { MessageTemplate($0, allowed: kindType.placeholders) }
        let why = object.required("why").flatMap(\.text)
        let fix = object.required("fix").flatMap(\.text)
        let enabled = object.optional("enabled").flatMap(\.bool) ?? true
        let limit = object.optional("limit").flatMap { $0.integer(in: 1...1000) }
        let condition = object.optional("when").flatMap(\.object).map { when in
            var when = when
            return Condition(reading: &when)
        }
        let unless = object.optional("unless").map { self.unless($0) } ?? (phrases: [], protections: [])
        let kind = kindType.init(reading: &object, protectedBy: unless.phrases, compiler: compiler)
        let examples = object.required("examples").map { ExampleReader(rule: name).read($0) } ?? []
        object.finish()
        guard let title, let category, let behaviour, let severity, let rev, let weight, let message, let why, let fix, let kind, let pack, enabled
        else { return nil }
        return Rule(
            reference: RuleReference(pack: pack.name, packVersion: pack.version, name: name, rev: rev), title: title, category: category,
            behaviour: behaviour, severity: severity, weight: weight, message: message, why: why, fix: fix, condition: condition ?? Condition(),
            protections: unless.protections, limit: limit, kind: kind,
            dependsOnMessageBorders: kind.dependsOnMessageBorders || compiler.dependsOnMessageBorders, examples: examples,
            place: RulePlace(cursor))
    }

    private func kind(_ cursor: JSONCursor?) -> (any RuleKind.Type)? {
        guard let cursor, let word = cursor.string else { return nil }
        if let kind = RuleKinds.all.first(where: { $0.name == word }) { return kind }
        let names = RuleKinds.all.map { $0.name }
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
            if case .object = element.node.content, var object = element.object {
                if let protection = Protection(reading: &object, compiler: compiler) { protections.append(protection) }
                object.finish()
            } else {
                phrases += compiler.phrases(element) ?? []
            }
        }
        return (phrases, protections)
    }
}
