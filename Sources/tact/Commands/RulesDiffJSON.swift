import Diagnostics
import Rules
import RuleTesting

/// What `tact rules diff --format json` writes: one object.
enum RulesDiffJSON {
    static func bytes(of comparison: PackComparison, _ findings: FindingsComparison) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("conversations", findings.transcripts)
        json.key("packs")
        json.beginArray()
        for pack in comparison.packs { write(pack, findings, to: &json) }
        json.endArray()
        json.endObject()
        json.endLine()
        return json.bytes
    }

    private static func write(_ pack: PackComparison.PackChanges, _ findings: FindingsComparison, to json: inout JSONWriter) {
        json.beginObject()
        json.member("pack", pack.name)
        json.member("old_version", pack.oldVersion?.description)
        json.member("new_version", pack.newVersion?.description)
        json.member("step", pack.step.name)
        json.member("least_version", pack.leastVersion?.description)
        json.member("versioned_well", pack.isVersionedWell)
        json.key("changes")
        json.beginArray()
        for entry in pack.entries { write(entry, findings.byRule["\(pack.name)/\(entry.name)"], to: &json) }
        json.endArray()
        json.endObject()
    }

    private static func write(_ change: EntryChange, _ difference: FindingsComparison.Difference?, to json: inout JSONWriter) {
        json.beginObject()
        json.member("what", change.noun.rawValue)
        json.member("name", change.name)
        let (event, former): (String, String?) =
            switch change.event {
            case .added: ("added", nil)
            case .removed: ("removed", nil)
            case .renamed(let old): ("renamed", old)
            case .changed: ("changed", nil)
            }
        json.member("event", event)
        json.member("former_name", former)
        json.member("step", change.step.name)
        json.member("needs_rev", change.needsRev)
        json.key("keys")
        json.beginArray()
        for key in change.keys { write(key, to: &json) }
        json.endArray()
        json.member("through_lists", change.lists)
        if change.noun == .rule {
            json.member("gained", difference?.gained ?? 0)
            json.member("lost", difference?.lost ?? 0)
        }
        json.endObject()
    }

    private static func write(_ key: KeyChange, to json: inout JSONWriter) {
        json.beginObject()
        json.member("key", key.key)
        json.member("means", "\(key.meaning)")
        json.member("old", key.old)
        json.member("new", key.new)
        json.member("added", key.added)
        json.member("removed", key.removed)
        json.endObject()
    }
}
