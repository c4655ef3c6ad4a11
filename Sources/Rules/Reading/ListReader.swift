import Diagnostics

/// Reads the lists of all packs, once what they extend is put in.
struct ListReader {
    private let order: PackOrder
    private let resolver: EntryResolver
    private let compiler: PackCompiler
    /// For each entry of the resolver, its list in the book; nil for one that another overrides.
    private let lists: [Int?]

    init(_ order: PackOrder, compiler: PackCompiler) {
        self.order = order
        self.compiler = compiler
        let resolver = EntryResolver(order, "list") { $0.lists }
        self.resolver = resolver
        lists = resolver.entries.map { $0.overriddenBy == nil ? compiler.book.addList() : nil }
    }

    /// Fills the lists, and lets the phrases of each pack name those that it can see: these, by the pack's name.
    func read() -> [String: [String: Int]] {
        var scopes: [String: [String: Int]] = [:]
        for (pack, document) in order.documents.enumerated() {
            let scope = scope(of: pack)
            compiler.setScope(scope, ambiguous: ambiguousNames(in: pack), of: document.collector)
            scopes[document.name] = scope
        }
        var references: [Int: [Int]] = [:]
        for (index, entry) in resolver.entries.enumerated() where entry.isCompiled {
            guard let list = lists[index] else { continue }
            references[list] = fill(list, from: entry.value)
        }
        reportCycles(references)
        return scopes
    }

    /// The lists of a pack, and those of the packs that it builds on; of several of a name the nearest. Where a list is overridden, everybody sees
    /// the one that stands for it.
    private func scope(of pack: Int) -> [String: Int] {
        var scope: [String: Int] = [:]
        for owner in [pack] + order.bases[pack] {
            for name in resolver.names(in: owner) where scope[name] == nil {
                scope[name] = resolver.index(of: name, in: owner).flatMap { lists[resolver.inForce($0)] }
            }
        }
        return scope
    }

    /// The names that several of the packs below have lists of, with these packs: which one is meant, nobody can say.
    private func ambiguousNames(in pack: Int) -> [String: [String]] {
        let own = Set(resolver.names(in: pack))
        var lists: [String: Set<Int>] = [:]
        var owners: [String: [String]] = [:]
        for owner in order.bases[pack] {
            for name in resolver.names(in: owner) where !own.contains(name) {
                guard let index = resolver.index(of: name, in: owner) else { continue }
                lists[name, default: []].insert(resolver.inForce(index))
                owners[name, default: []].append(order.documents[owner].name)
            }
        }
        return owners.filter { lists[$0.key, default: []].count > 1 }
    }

    /// Fills one list; returns the lists that its phrases name.
    private func fill(_ list: Int, from cursor: JSONCursor) -> [Int] {
        var unless: [PhraseEntry]? = []
        let entries: [PhraseEntry]?
        if case .object = cursor.node.content, var object = cursor.object {
            entries = object.required("phrases").flatMap { compiler.phrases($0) }
            unless = object.optional("unless").map { compiler.phrases($0) } ?? []
            // The resolver has read what these say.
            _ = object.optional("extends")
            _ = object.optional("deprecated")?.string
            object.finish()
        } else {
            entries = compiler.phrases(cursor)
        }
        guard let entries, let unless else { return [] }
        compiler.book.fill(list, with: entries, unless: unless)
        return [entries, unless].flatMap { $0.flatMap(\.phrase.lists) }.compactMap { Int($0) }
    }

    /// Warns of lists that nothing uses. A pack of lists alone is there for others, whether they are loaded or not. With mistakes in a pack nothing is said: what is missing may use the list.
    func warnOfUnused() {
        guard !order.documents.contains(where: { $0.collector.hasErrors }) else { return }
        for (index, entry) in resolver.entries.enumerated() {
            guard let list = lists[index], !compiler.usedLists.contains(list), !order.documents[entry.pack].rules.isEmpty else { continue }
            entry.value.report(
                "unused-list", "nothing uses the list “\(entry.name)”", severity: .warning, help: "use it as \"@\(entry.name)\", or remove it")
        }
    }

    // MARK: Cycles

    private func reportCycles(_ references: [Int: [Int]]) {
        for (index, entry) in resolver.entries.enumerated() {
            guard let list = lists[index], let path = Self.path(from: list, to: list, in: references) else { continue }
            let names = path.map { step in lists.firstIndex(of: step).map { resolver.entries[$0].name } ?? "" }
            entry.value.report("list-cycle", "the list contains itself: \(names.joined(separator: " → "))", help: "remove one of these references")
        }
    }

    /// The shortest way back to a list along its references, found breadth first.
    private static func path(from start: Int, to goal: Int, in graph: [Int: [Int]]) -> [Int]? {
        var paths = [[start]]
        var seen: Set<Int> = []
        while !paths.isEmpty {
            let path = paths.removeFirst()
            for next in graph[path[path.count - 1]] ?? [] {
                if next == goal { return path + [next] }
                if seen.insert(next).inserted { paths.append(path + [next]) }
            }
        }
        return nil
    }
}
