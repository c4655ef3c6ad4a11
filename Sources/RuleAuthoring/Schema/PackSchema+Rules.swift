import Rules

// The schema of rules: each kind has its own keys, and a rule that extends another need not have any.

extension PackSchema {
    mutating func writeRules() {
        writer.key("rule")
        writer.beginObject()
        writer.member("type", "object")
        writer.key("if")
        writeRequired(["extends"])
        writer.key("then")
        writer.beginObject()
        writer.member("$ref", "#/$defs/extending-rule")
        writer.endObject()
        writer.key("else")
        writeChoiceOfKind()
        writer.endObject()
        for kind in language.kinds { writeRule(of: kind) }
        writeExtendingRule()
    }

    private mutating func writeChoiceOfKind() {
        writer.beginObject()
        writer.member("required", ["kind"])
        writer.key("properties")
        writer.beginObject()
        if let kind = language.keys(of: nil).first(where: { $0.name == "kind" }) {
            writer.key("kind")
            let meanings = language.kinds.map { "\($0.name): \($0.summary)" }.joined(separator: "; ")
            writeKey(KeyDescription("kind", kind.shape, "\(kind.text) \(meanings)."))
        }
        writer.endObject()
        writer.key("allOf")
        writer.beginArray()
        for kind in language.kinds { writeCondition(on: kind) }
        writer.endArray()
        writer.endObject()
    }

    private mutating func writeCondition(on kind: any RuleKind.Type) {
        writer.beginObject()
        writer.key("if")
        writer.beginObject()
        writer.member("required", ["kind"])
        writer.key("properties")
        writer.beginObject()
        writer.key("kind")
        writer.beginObject()
        writer.member("const", kind.name)
        writer.endObject()
        writer.endObject()
        writer.endObject()
        writer.key("then")
        writer.beginObject()
        writer.member("$ref", "#/$defs/\(kind.name)-rule")
        writer.endObject()
        writer.endObject()
    }

    private mutating func writeRule(of kind: any RuleKind.Type) {
        // What only makes sense beside `extends` is not offered.
        let keys = language.keys(of: kind).filter { !["extends", "waive"].contains($0.name) }
        writer.key(named: "\(kind.name)-rule")
        writer.beginObject()
        writer.member("description", "A rule: \(kind.summary).")
        writer.member("type", "object")
        writeProperties(keys, withChanges: false)
        writer.member("required", keys.filter(\.isRequired).map(\.name))
        writer.member("additionalProperties", false)
        writer.endObject()
    }

    private mutating func writeExtendingRule() {
        writer.key("extending-rule")
        writer.beginObject()
        writer.member("description", "A rule that overrides another of the same name, or derives from one of another name.")
        writer.member("type", "object")
        writeProperties(language.keys(of: nil), withChanges: true)
        writer.member("required", ["extends"])
        writer.member("additionalProperties", false)
        writer.endObject()
    }
}
