import Diagnostics

/// What changed from one version of some packs to another, what that means for findings, and which versions it asks for.
public struct PackComparison: Sendable {
    /// The changes of one pack.
    public struct PackChanges: Sendable {
        public let name: String
        /// nil where the pack is new.
        public let oldVersion: Version?
        /// nil where the pack is gone.
        public let newVersion: Version?
        /// Of the pack itself, then of its lists, then of its rules; each by the order of the new version, what is gone at the end.
        public let entries: [EntryChange]

        /// The least version step that all changes together ask for.
        public var step: VersionStep { entries.map(\.step).max() ?? .none }

        /// The version that the changes ask for at least; nil where the pack is new or gone.
        public var leastVersion: Version? { oldVersion.map { step.next(after: $0) } }

        /// Whether the new version says as much as changed, and each rule whose meaning may have changed says so.
        public var isVersionedWell: Bool {
            guard let leastVersion, let newVersion else { return true }
            return newVersion >= leastVersion && !entries.contains { $0.needsRev }
        }
    }

    /// The packs with changes, in the order of the new version; packs that are gone at the end.
    public let packs: [PackChanges]

    /// Compares two versions of some packs.
    ///
    /// - Parameters:
    ///   - old: The packs' files as they were, that load without errors.
    ///   - new: As they are, likewise.
    public init(from old: [SourceText], to new: [SourceText]) {
        let before = PackSnapshot(old.map { PackDocument($0) }).packs
        let after = PackSnapshot(new.map { PackDocument($0) }).packs
        let pairs = after.map { pack in (old: before.first { $0.pack.name == pack.pack.name }, new: pack) }
        // The rules of one pack can name the lists of another.
        let changedLists = pairs.reduce(into: Set<String>()) { names, pair in
            if let old = pair.old { names.formUnion(EntryComparison(.list, old.lists, pair.new.lists).namesWhoseMeaningChanged) }
        }
        let changed = pairs.map { Self.changes($0.old, $0.new, changedLists) }
        let gone = before.filter { pack in !after.contains { $0.pack.name == pack.pack.name } }.map { Self.changes($0, nil, []) }
        packs = (changed + gone).filter { !$0.entries.isEmpty || $0.oldVersion != $0.newVersion }
    }

    private static func changes(
        _ old: PackSnapshot.Snapshot?, _ new: PackSnapshot.Snapshot?, _ changedLists: Set<String>
    ) -> PackChanges {
        let name = new?.pack.name ?? old?.pack.name ?? ""
        var entries: [EntryChange] = []
        if let old, let new {
            entries = head(old, new) + EntryComparison(.list, old.lists, new.lists).changes
            entries += EntryComparison(.rule, old.rules, new.rules, changedLists: changedLists).changes
        } else {
            entries = [
                EntryChange(
                    noun: .pack, name: name, event: new == nil ? .removed : .added, keys: [], lists: [], step: new == nil ? .major : .none, oldRev: nil,
                    newRev: nil),
            ]
        }
        return PackChanges(
            name: name, oldVersion: (old?.pack.version).flatMap { Version($0) }, newVersion: (new?.pack.version).flatMap { Version($0) },
            entries: entries)
    }

    private static func head(_ old: PackSnapshot.Snapshot, _ new: PackSnapshot.Snapshot) -> [EntryChange] {
        let keys = KeyComparison.changes(old.head, new.head).filter { !["version", "rev"].contains($0.key) }
        guard !keys.isEmpty else { return [] }
        // A language less is a language whose transcripts nobody lints any more.
        let isNarrower = keys.contains { $0.key == "languages" && !$0.removed.isEmpty }
        let step = isNarrower ? .major : keys.map { KeyMeaning.step($0.meaning) }.max() ?? .none
        return [EntryChange(noun: .pack, name: new.pack.name, event: .changed, keys: keys, lists: [], step: step, oldRev: nil, newRev: nil)]
    }
}
