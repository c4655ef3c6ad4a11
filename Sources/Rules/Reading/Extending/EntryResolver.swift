import Diagnostics

/// An entry of `lists` or `rules` with all that it takes over from others.
struct ResolvedEntry {
    let name: String
    /// The place of its pack in the order of packs.
    let pack: Int
    /// The whole entry, as if all of it had been written here.
    let value: JSONCursor
    /// Names that the entry had before.
    let aliases: [String]
    /// What says that another entry is to be used instead; nil where nothing does.
    let deprecated: String?
    /// Whether it took over something from another entry.
    let isDerived: Bool
    /// The entries, as `pack/name`, that it stands for.
    let overrides: [String]
    /// Whether what it extends is missing: its name is known, but nothing is to be made of it.
    let isBroken: Bool
    /// The entry that stands for this one, as its index among the resolved.
    var overriddenBy: Int?

    /// Whether something is to be made of it.
    var isCompiled: Bool { !isBroken && overriddenBy == nil }
}

/// Finds what entries extend, and puts it in: first for lists, then for rules.
struct EntryResolver {
    private let order: PackOrder
    /// What an entry is called in messages.
    private let noun: String
    private(set) var entries: [ResolvedEntry] = []
    /// For each pack, its entries by name and by alias.
    private var byName: [[String: Int]]
    private var byAlias: [[String: Int]]

    /// - Parameter noun: `list` or `rule`.
    init(_ order: PackOrder, _ noun: String, entries own: (PackDocument) -> [PackDocument.Entry]) {
        self.order = order
        self.noun = noun
        byName = Array(repeating: [:], count: order.documents.count)
        byAlias = byName
        for (pack, document) in order.documents.enumerated() {
            let own = own(document)
            for entry in own { resolve(entry, of: pack) }
        }
    }

    /// The entry of a pack by its name, or by a name that it had before.
    func index(of name: String, in pack: Int) -> Int? { byName[pack][name] ?? byAlias[pack][name] }

    /// The names of a pack's entries, in order.
    func names(in pack: Int) -> [String] { entries.filter { $0.pack == pack }.map(\.name) }

    /// The entry that is in force for another: itself, or the last that stands for it.
    func inForce(_ index: Int) -> Int {
        var index = index
        // Each stands before the one that overrides it, so this ends.
        while let next = entries[index].overriddenBy { index = next }
        return index
    }

    // MARK: Resolving

    private mutating func resolve(_ entry: PackDocument.Entry, of pack: Int) {
        let reference = Self.reference(entry.value)
        var value = entry.value
        var overrides: [String] = []
        var overridden: Int?
        if let reference {
            guard let base = base(reference, of: pack) else {
                // Whatever else is wrong with the entry would be said of half of it.
                return add(entry.name, entry.value, of: pack, isDerived: true, overrides: [], isBroken: true)
            }
            let isOverride = entries[base].name == entry.name && entries[base].pack != pack
            if isOverride {
                overrides = entries[base].overrides + [path(of: base)]
                if let other = entries[base].overriddenBy { reportSecondOverride(reference, of: base, after: other) }
                overridden = base
            }
            warnOfDeprecation(of: base, at: reference, isOverride: isOverride)
            value = EntryMerge.merge(entry.value, over: entries[base].value, isOverride: isOverride)
        } else {
            checkRedefinition(of: entry, in: pack)
        }
        add(entry.name, value, of: pack, isDerived: reference != nil, overrides: overrides)
        if let overridden { entries[overridden].overriddenBy = entries.count - 1 }
    }

    private mutating func add(_ name: String, _ value: JSONCursor, of pack: Int, isDerived: Bool, overrides: [String], isBroken: Bool = false) {
        let aliases = value.strings(of: "aliases")
        let index = entries.count
        entries.append(
            ResolvedEntry(
                name: name, pack: pack, value: value, aliases: aliases, deprecated: value.strings(of: "deprecated").first,
                isDerived: isDerived, overrides: overrides, isBroken: isBroken))
        byName[pack][name] = index
        for alias in aliases { byAlias[pack][alias] = index }
    }

    private func path(of index: Int) -> String { "\(order.documents[entries[index].pack].name)/\(entries[index].name)" }

    /// The `extends` of an entry that has one.
    private static func reference(_ value: JSONCursor) -> JSONCursor? {
        guard case .object = value.node.content, var object = value.object else { return nil }
        return object.optional("extends")
    }

    /// The entry that is meant by `pack/name`; what is wrong with that is reported.
    private func base(_ reference: JSONCursor, of pack: Int) -> Int? {
        guard let text = reference.string else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count == 2, parts.allSatisfy(JSONCursor.isKebab) else {
            reference.report("bad-reference", "“\(text)” names no \(noun)", help: "write the pack and the \(noun), such as core-en/\(parts.last ?? "")")
            return nil
        }
        let within = order.documents[pack].name == parts[0] ? [pack] : order.bases[pack].filter { order.documents[$0].name == parts[0] }
        guard let owner = within.first else {
            let names = order.bases[pack].map { order.documents[$0].name }
            reference.report(
                "not-extended", "this pack does not build on a pack “\(parts[0])”", part: 0..<parts[0].utf8.count,
                help: Suggestion.question(for: parts[0], in: names) ?? "add it to “extends” of “pack”, with its versions: \"\(parts[0])@^1\"")
            return nil
        }
        if let index = index(of: parts[1], in: owner) { return index }
        let start = parts[0].utf8.count + 1
        reference.report(
            "unknown-\(noun)", "the pack “\(parts[0])” has no \(noun) “\(parts[1])”", part: start..<max(start + 1, text.utf8.count),
            help: Suggestion.question(for: parts[1], in: names(in: owner)) ?? "see its names with “tact rules list”")
        return nil
    }

    // MARK: Checks

    /// A name that a pack below has already may be used again only by what extends it: else two would go by the same name unawares.
    private func checkRedefinition(of entry: PackDocument.Entry, in pack: Int) {
        guard let base = order.bases[pack].first(where: { byName[$0][entry.name] != nil }) else { return }
        let name = order.documents[base].name
        entry.value.collector.add(
            Diagnostic(
                code: "redefined", "the pack “\(name)” has a \(noun) “\(entry.name)” already", at: entry.value.place(of: entry.nameBytes),
                help: "add \"extends\": \"\(name)/\(entry.name)\" to change it, or use another name"))
    }

    private func reportSecondOverride(_ reference: JSONCursor, of base: Int, after other: Int) {
        reference.report(
            "overridden-twice", "“\(path(of: base))” is overridden by “\(path(of: other))” already",
            help: "extend “\(path(of: other))”, or put both changes into one pack")
    }

    private func warnOfDeprecation(of base: Int, at reference: JSONCursor, isOverride: Bool) {
        guard let advice = entries[base].deprecated else { return }
        reference.report("deprecated-\(noun)", "the \(noun) “\(path(of: base))” is deprecated", severity: .warning, help: advice)
    }
}

extension JSONCursor {
    /// The strings of a member, one or several, as far as they are strings; nothing is reported.
    fileprivate func strings(of key: String) -> [String] {
        guard case .object(let members) = node.content, let value = members.first(where: { $0.name == key })?.value else { return [] }
        switch value.content {
        case .string(let text): return [text]
        case .array(let elements): return elements.compactMap { if case .string(let text) = $0.content { text } else { nil } }
        default: return []
        }
    }
}
