import Diagnostics
import Findings
import Rules

/// Rules' pages as JSON, for programs.
public enum RulePageJSON {
    /// The pages, an object a line.
    public static func lines(_ pages: [RulePage]) -> [UInt8] {
        var writer = JSONWriter()
        for page in pages {
            write(page, to: &writer)
            writer.endLine()
        }
        return writer.bytes
    }

    /// The members that lists of rules have, too.
    static func writeFacts(_ page: RulePage, to writer: inout JSONWriter) {
        let rule = page.rule
        writer.member("name", rule.reference.path)
        writer.member("title", rule.title)
        writer.member("kind", page.kind)
        writer.member("status", rule.status.rawValue)
        writer.member("deprecated", rule.deprecated)
        writer.member("aliases", rule.aliases)
        writer.member("category", rule.category)
        writer.member("behaviour", rule.behaviour.rawValue)
        writer.member("severity", rule.severity.rawValue)
        writer.member("rev", rule.reference.rev)
        writer.member("weight", rule.weight)
        writer.member("pack_version", rule.reference.packVersion)
        writer.member("file", rule.place.file)
        writer.member("line", rule.place.line)
    }

    private static func write(_ page: RulePage, to writer: inout JSONWriter) {
        writer.beginObject()
        writeFacts(page, to: &writer)
        writer.member("finds", page.finds)
        writer.member("message", page.rule.message.text { "{\($0.rawValue)}" })
        writer.key("looks_for")
        writer.beginArray()
        for fact in page.looksFor {
            writer.beginObject()
            writer.member("label", fact.label)
            writer.member("text", fact.text)
            writer.endObject()
        }
        writer.endArray()
        writer.member("why", page.rule.why)
        writer.member("instead", page.rule.fix)
        writer.key("examples")
        writer.beginObject()
        write(page.found, as: "found", to: &writer)
        write(page.notFound, as: "not_found", to: &writer)
        writer.endObject()
        writer.member("applies", page.applies)
        writer.key("phrases")
        writer.beginArray()
        for group in page.phrases { write(group, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ examples: [Example], as name: StaticString, to writer: inout JSONWriter) {
        writer.key(name)
        writer.beginArray()
        for example in examples {
            writer.beginObject()
            writer.member("name", example.name)
            writer.key("messages")
            writer.beginArray()
            for message in example.transcript.messages {
                writer.beginObject()
                writer.member("role", message.role.rawValue)
                writer.member("text", PageText.marked(message, in: example))
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }

    private static func write(_ group: RulePage.PhraseGroup, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", group.name)
        writer.key("phrases")
        writer.beginArray()
        for entry in group.entries {
            writer.beginObject()
            writer.member("phrase", entry.phrase)
            writer.member("weight", entry.weight)
            writer.endObject()
        }
        writer.endArray()
        writer.member("unless", group.unless)
        writer.endObject()
    }
}
