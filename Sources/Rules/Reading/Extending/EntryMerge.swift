import Diagnostics

/// What an entry with `extends` makes of the entry that it extends.
///
/// A bare key replaces, `key+` appends, `key-` removes. What comes from the one and what comes from the other keeps its place, so that mistakes
/// are reported where they were written.
enum EntryMerge {
    typealias Member = (name: String, nameBytes: Range<Int>, value: JSONCursor)

    /// Keys whose value is a list even where a single element is written without brackets.
    private static let listKeys: Set = ["phrases", "unless"]
    /// Keys that add to what the other entry has without a sign: its tests run again, and what it gave up stays given up.
    private static let addingKeys: Set = ["examples", "waive"]
    /// What an entry under another name does not take over: it says something of that name.
    private static let keysOfName: Set = ["aliases", "deprecated"]

    /// The entry with all that it takes over.
    ///
    /// - Parameter isOverride: Whether the entry stands for the other one under the same name.
    static func merge(_ entry: JSONCursor, over base: JSONCursor, isOverride: Bool) -> JSONCursor {
        guard var changes = entry.object, var object = base.asObject.object else { return entry }
        let inherited = object.all().filter { $0.name != "extends" && (isOverride || !keysOfName.contains($0.name)) }
        let own = changes.all().filter { $0.name != "extends" }.map { change in
            addingKeys.contains(change.name) ? (change.name + "+", change.nameBytes, change.value) : change
        }
        return made(merge(inherited, own), at: entry)
    }

    private static func made(_ members: [Member], at cursor: JSONCursor) -> JSONCursor {
        cursor.with(.object(members.map { JSONNode.Member(name: $0.name, nameBytes: $0.nameBytes, value: $0.value.movable) }))
    }

    private static func merge(_ base: [Member], _ changes: [Member]) -> [Member] {
        var members = base
        // What is removed goes first, whatever the order in which an author writes the two.
        for change in changes where change.name.hasSuffix("-") { remove(change, from: &members) }
        for change in changes where !change.name.hasSuffix("-") {
            let isAppended = change.name.hasSuffix("+")
            let key = isAppended ? String(change.name.dropLast()) : change.name
            guard let index = members.firstIndex(where: { $0.name == key }) else {
                members.append((key, change.nameBytes, change.value))
                continue
            }
            if !isAppended, let other = changes.first(where: { $0.name == key + "+" || $0.name == key + "-" }) {
                report("conflicting-change", "“\(key)” is replaced, and changed by “\(other.name)”", at: other, help: "keep one of the two")
            }
            members[index] = (key, change.nameBytes, isAppended ? appended(change, to: members[index].value, key: key) : change.value)
        }
        return members
    }

    // MARK: key+

    private static func appended(_ change: Member, to base: JSONCursor, key: String) -> JSONCursor {
        if listKeys.contains(key) || base.isArray || change.value.isArray {
            return change.value.with(.array((base.items + change.value.items).map(\.movable)))
        }
        guard case .object = base.node.content, case .object = change.value.node.content, var old = base.object, var new = change.value.object
        else {
            report(
                "cannot-append", "nothing can be appended to \(base.node.typeName)", at: change, help: "write “\(key)”, which replaces what was there")
            return base
        }
        // Within examples, each list adds to its counterpart.
        let changes = new.all().map { key == "examples" ? ($0.name + "+", $0.nameBytes, $0.value) : $0 }
        return made(merge(old.all(), changes), at: change.value)
    }

    // MARK: key-

    private static func remove(_ change: Member, from members: inout [Member]) {
        let key = String(change.name.dropLast())
        guard let index = members.firstIndex(where: { $0.name == key }) else {
            let help = Suggestion.question(for: key, in: members.map(\.name)) ?? "take this key away"
            return report("nothing-to-remove", "there is no “\(key)” to remove", at: change, help: help)
        }
        let base = members[index].value
        if case .bool(true) = change.value.node.content {
            members.remove(at: index)
        } else if !listKeys.contains(key), case .object = base.node.content, var object = base.object {
            members[index].value = made(removingKeys(change, from: object.all()), at: base)
        } else {
            members[index].value = base.with(.array(removingItems(change, from: base.items).map(\.movable)))
        }
    }

    private static func removingKeys(_ change: Member, from members: [Member]) -> [Member] {
        var members = members
        for item in change.value.items {
            guard let name = item.string else { continue }
            guard let index = members.firstIndex(where: { $0.name == name }) else {
                let help = Suggestion.question(for: name, in: members.map(\.name)) ?? "take it away here"
                item.report("nothing-to-remove", "there is no key “\(name)” to remove", help: help)
                continue
            }
            members.remove(at: index)
        }
        return members
    }

    private static func removingItems(_ change: Member, from items: [JSONCursor]) -> [JSONCursor] {
        var items = items
        for item in change.value.items {
            guard let index = items.firstIndex(where: { $0.isNamed(by: item) }) else {
                let help = item.phraseText.flatMap { Suggestion.question(for: $0, in: items.compactMap(\.phraseText)) }
                item.report(
                    "nothing-to-remove", "this is not in what is extended, so it cannot be removed", help: help ?? "take it away here")
                continue
            }
            items.remove(at: index)
        }
        return items
    }

    private static func report(_ code: String, _ message: String, at member: Member, help: String) {
        member.value.collector.add(Diagnostic(code: code, message, at: member.value.place(of: member.nameBytes), help: help))
    }
}

extension JSONCursor {
    fileprivate var isArray: Bool { if case .array = node.content { true } else { false } }

    /// A list without `unless` is written as its phrases alone; this is the same as an object.
    fileprivate var asObject: JSONCursor {
        guard isArray else { return self }
        return with(.object([JSONNode.Member(name: "phrases", nameBytes: node.bytes, value: movable)]))
    }

    /// The elements of an array, or the value alone.
    fileprivate var items: [JSONCursor] { isArray ? elements ?? [] : [self] }

    /// Whether a value that is to be removed means this one: it is the same, or names its phrase whatever the weight.
    fileprivate func isNamed(by other: JSONCursor) -> Bool {
        if node.isEqual(to: other.node) { return true }
        guard case .string(let text) = other.node.content else { return false }
        return phraseText == text
    }

    /// The phrase of a value that is one, with a weight or without.
    fileprivate var phraseText: String? {
        switch node.content {
        case .string(let text): return text
        case .object(let members):
            for member in members where member.name == "phrase" {
                if case .string(let text) = member.value.content { return text }
            }
            return nil
        default: return nil
        }
    }
}
