import Diagnostics
import Rules

/// Says in words what a rule's values mean, by the shapes that the language declares for them.
struct RuleWords {
    typealias Members = [RuleDefinition.Member]

    /// A value of some shape.
    func words(_ node: RuleDefinition, _ shape: ValueShape) -> String {
        switch (shape, node.content) {
        case (.shared(.selector), .object(let members)): selector(members)
        case (.shared(.phrases), _): phrases(node)
        case (.shared(.protection), _): protection(node)
        case (.text(.duration), .string(let text)): Self.duration(text)
        case (.word, .string(let word)): word.replacing("_", with: " ")
        case (.shared(let shared), _): words(node, shared.shape)
        case (.either(let shapes), _): words(node, shapes.first { Self.fits(node, $0) } ?? .text(.any))
        case (.object(let object), .object(let members)): inline(members, object.keys)
        case (.oneOrMore(let element), .array(let nodes)): Self.list(nodes.map { words($0, element) }, "or")
        case (.array(let element), .array(let nodes)): nodes.map { words($0, element) }.joined(separator: "; ")
        case (.pair(let element), .array(let nodes)): nodes.map { words($0, element) }.joined(separator: " to ")
        case (.oneOrMore(let element), _): words(node, element)
        default: Self.plain(node)
        }
    }

    /// The members of a small object on one line: `1 turn, time 30 min`.
    private func inline(_ members: Members, _ keys: [KeyDescription]) -> String {
        let parts = keys.compactMap { key -> String? in
            guard let value = members.first(where: { $0.name == key.name })?.value else { return nil }
            let label = Self.label(key.name)
            let words = words(value, key.shape)
            switch (key.shape, value.content) {
            case (.integer, .number(let number)) where label.hasSuffix("s"): return "\(words) \(number == 1 ? String(label.dropLast()) : label)"
            case (.word, _): return words
            case (.pair, _): return "\(label) of \(words)"
            default: return "\(label) \(words)"
            }
        }
        return parts.joined(separator: ", ").replacing(", by ", with: " by ")
    }

    // MARK: Selectors

    /// Who and what a selector selects: `a message by the customer with @frustration, weighing 2 or more together`.
    func selector(_ members: Members) -> String {
        let unit = if case .string(let unit)? = Self.value("per", members) { unit } else { "message" }
        let speakers = Self.value("by", members).map { " by \(Self.speakers($0))" } ?? ""
        return "a \(unit)\(speakers)\(conditions(members))"
    }

    /// Everything of a selector but whose messages it is about.
    private func conditions(_ members: Members) -> String {
        let value = { (name: String) in Self.value(name, members) }
        var text = length(members)
        if case .number(let turns)? = value("first_turns") { text += " in the first \(turns == 1 ? "turn" : "\(Int(turns)) turns")" }
        if case .number(let turns)? = value("last_turns") { text += " in the last \(turns == 1 ? "turn" : "\(Int(turns)) turns")" }
        if let phrases = members.first(where: { $0.name == "phrases" }) { text += " with \(self.phrases(phrases.value))" }
        if case .string(let sentence)? = value("sentence") {
            text += "\(value("phrases") == nil ? " with" : " in") \(sentence == "exclamation" ? "an" : "a") \(sentence)"
        }
        if case .number(let least)? = value("at_least"), least != 1 { text += ", weighing \(Self.number(least)) or more together" }
        for (name, lead) in [("any", "one of"), ("all", "all of"), ("none", "none of")] {
            guard case .array(let nodes)? = value(name) else { continue }
            let parts = nodes.map { node in
                guard case .object(let members) = node.content else { return Self.plain(node) }
                let speakers = Self.value("by", members).map { "by \(Self.speakers($0))" } ?? ""
                return String((speakers + conditions(members)).trimmingPrefix(" "))
            }
            text += ", and \(lead) these: (\(parts.joined(separator: "; ")))"
        }
        return text
    }

    private func length(_ members: Members) -> String {
        switch (Self.value("min_words", members), Self.value("max_words", members)) {
        case (.number(let low)?, .number(let high)?): " of \(Self.number(low)) to \(Self.number(high)) words"
        case (.number(let low)?, _): " of at least \(Self.number(low)) words"
        case (_, .number(let high)?): " of at most \(Self.number(high)) words"
        default: ""
        }
    }

    private static func speakers(_ content: RuleDefinition.Content) -> String {
        let roles: [String] =
            switch content {
            case .string(let role): [role]
            case .array(let nodes): nodes.map(plain)
            default: []
            }
        return list(roles.map { ["customer": "the customer", "agent": "an agent", "bot": "a bot", "system": "the system"][$0] ?? "a \($0)" }, "or")
    }

    /// The phrases themselves where they are few; all of them stand under a heading of their own.
    private func phrases(_ node: RuleDefinition) -> String {
        let nodes = if case .array(let nodes) = node.content { nodes } else { [node] }
        guard nodes.count <= 3 else { return "one of \(nodes.count) phrases" }
        return Self.list(nodes.map(Self.phrase), "or")
    }

    private static func phrase(_ node: RuleDefinition) -> String {
        guard case .object(let members) = node.content else { return quoted(plain(node)) }
        return members.first { $0.name == "phrase" || $0.name == "regex" }.map { quoted(plain($0.value)) } ?? ""
    }

    private static func quoted(_ phrase: String) -> String { phrase.hasPrefix("@") && !phrase.contains(" ") ? phrase : "“\(phrase)”" }

    /// What an `unless` keeps silent for.
    private func protection(_ node: RuleDefinition) -> String {
        guard case .object(let members) = node.content else { return "the words are part of \(Self.phrase(node))" }
        let scope = if case .string(let scope)? = Self.value("in", members) { scope } else { "message" }
        let place = ["message": "in the same message", "turn": "in the same turn", "previous_turn": "in the turn before"][scope]
        return "there is \(selector(members)), \(place ?? "anywhere in the transcript")"
    }

    // MARK: Parts

    static func value(_ name: String, _ members: Members) -> RuleDefinition.Content? { members.first { $0.name == name }?.value.content }

    static func label(_ name: String) -> String {
        ["gt": "more than", "lt": "less than"][name] ?? name.replacing("_", with: " ")
    }

    static func list(_ parts: [String], _ word: String) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " \(word) \(last)"
    }

    static func number(_ number: Double) -> String { Int64(exactly: number).map { String($0) } ?? "\(number)" }

    private static func plain(_ node: RuleDefinition) -> String {
        switch node.content {
        case .string(let text): text
        case .number(let number): self.number(number)
        case .bool(let flag): flag ? "yes" : "no"
        case .null: ""
        case .array(let nodes): nodes.map(plain).joined(separator: ", ")
        case .object(let members): members.map { "\(label($0.name)) \(plain($0.value))" }.joined(separator: ", ")
        }
    }

    private static func duration(_ text: String) -> String {
        let units: [Character: String] = ["s": "s", "m": "min", "h": "h", "d": "d"]
        return text.last.flatMap { units[$0] }.map { "\(text.dropLast()) \($0)" } ?? text
    }

    private static func fits(_ node: RuleDefinition, _ shape: ValueShape) -> Bool {
        switch (node.content, shape) {
        case (.object, .object), (.array, .array), (.array, .oneOrMore): true
        case (.string, .text), (.string, .word), (.number, .number), (.number, .integer), (.bool, .boolean): true
        default: false
        }
    }
}
