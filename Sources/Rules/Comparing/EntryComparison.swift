import Diagnostics

/// Compares the rules, or the lists, of two versions of a pack.
struct EntryComparison {
    private let noun: EntryChange.Noun
    private let old: [PackSnapshot.Entry]
    private let new: [PackSnapshot.Entry]
    /// The lists of the pack whose phrases changed, or that name such a list.
    private let changedLists: Set<String>

    init(_ noun: EntryChange.Noun, _ old: [PackSnapshot.Entry], _ new: [PackSnapshot.Entry], changedLists: Set<String> = []) {
        self.noun = noun
        self.old = old
        self.new = new
        self.changedLists = changedLists
    }

    var changes: [EntryChange] {
        let present = new.compactMap { entry -> EntryChange? in
            if let before = old.first(where: { $0.name == entry.name }) { return change(from: before, to: entry, event: .changed) }
            if let before = old.first(where: { entry.aliases.contains($0.name) }) {
                return change(from: before, to: entry, event: .renamed(from: before.name))
            }
            return EntryChange(
                noun: noun, name: entry.name, event: .added, keys: [], lists: [], step: .minor, oldRev: nil, newRev: entry.rev)
        }
        let gone = old.filter { entry in !new.contains { $0.name == entry.name || $0.aliases.contains(entry.name) } }
        return present
            + gone.map {
                EntryChange(noun: noun, name: $0.name, event: .removed, keys: [], lists: [], step: .major, oldRev: $0.rev, newRev: nil)
            }
    }

    /// The lists whose phrases changed, and those that name one of them.
    var namesWhoseMeaningChanged: Set<String> {
        var names = Set(changes.map(\.name))
        var count: Int
        repeat {
            count = names.count
            for entry in new where !entry.lists.isDisjoint(with: names) { names.insert(entry.name) }
        } while names.count > count
        return names
    }

    private func change(from before: PackSnapshot.Entry, to entry: PackSnapshot.Entry, event: EntryChange.Event) -> EntryChange? {
        let keys = KeyComparison.changes(before.members, entry.members)
        let lists = entry.lists.intersection(changedLists).sorted()
        guard !keys.isEmpty || !lists.isEmpty || event != .changed else { return nil }
        var step = keys.map { KeyMeaning.step($0.meaning) }.max() ?? .none
        if !lists.isEmpty || event != .changed { step = max(step, .minor) }
        return EntryChange(
            noun: noun, name: entry.name, event: event, keys: keys.filter { $0.key != "rev" }, lists: lists, step: step, oldRev: before.rev,
            newRev: entry.rev)
    }
}

extension PackSnapshot.Entry {
    fileprivate var rev: Int? {
        if case .number(let number) = value("rev")?.content { Int(exactly: number) } else { nil }
    }
}

/// Compares the members of two objects.
enum KeyComparison {
    /// The keys that differ, in the order of the new object; those that are gone at the end.
    static func changes(_ old: [JSONNode.Member], _ new: [JSONNode.Member]) -> [KeyChange] {
        let names = new.map(\.name) + old.map(\.name).filter { name in !new.contains { $0.name == name } }
        return names.compactMap { name in
            change(of: name, old.first { $0.name == name }?.value, new.first { $0.name == name }?.value)
        }
    }

    private static func change(of key: String, _ old: JSONNode?, _ new: JSONNode?) -> KeyChange? {
        if let old, let new, old.isEqual(to: new) { return nil }
        let (before, after) = (old?.items ?? [], new?.items ?? [])
        let isList = old?.isArray ?? false || new?.isArray ?? false
        let added = isList ? after.filter { item in !before.contains { $0.isEqual(to: item) } }.map(\.compactText) : []
        let removed = isList ? before.filter { item in !after.contains { $0.isEqual(to: item) } }.map(\.compactText) : []
        return KeyChange(
            key: key, meaning: KeyMeaning.of(key), old: isList ? nil : old?.shortText, new: isList ? nil : new?.shortText, added: added,
            removed: removed)
    }
}

extension JSONNode {
    fileprivate var isArray: Bool { if case .array = content { true } else { false } }

    fileprivate var items: [JSONNode] { if case .array(let elements) = content { elements } else { [self] } }

    /// The value as JSON where it is a single one; nil for an object.
    fileprivate var shortText: String? { if case .object = content { nil } else { compactText } }
}
