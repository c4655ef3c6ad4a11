import Diagnostics

/// Packs in an order in which each comes after those that it builds on.
struct PackOrder {
    /// In the order in which they apply: that of the files, but for packs that must wait for another.
    let documents: [PackDocument]
    /// For each document, the packs that it builds on, directly and indirectly, nearest first; as indices into `documents`.
    let bases: [[Int]]

    /// - Parameter documents: In the order of the files; what is wrong with their `extends` is reported to them.
    init(_ documents: [PackDocument]) {
        var byName: [String: Int] = [:]
        for (index, document) in documents.enumerated() {
            guard let pack = document.pack else { continue }
            if let other = byName[pack.name] {
                Self.reportDuplicate(pack, in: document, of: documents[other])
            } else {
                byName[pack.name] = index
            }
        }
        let direct = documents.map { document in document.extends.compactMap { Self.index(of: $0, in: documents, byName) } }
        let order = Self.sorted(direct, documents)
        self.documents = order.map { documents[$0] }
        var position: [Int: Int] = [:]
        for (new, old) in order.enumerated() { position[old] = new }
        var bases: [[Int]] = []
        for old in order {
            // What a base builds on is known already, as it came before; a cycle was reported.
            let near = direct[old].compactMap { position[$0] }.filter { $0 < bases.count }
            var all: [Int] = []
            for base in near + near.flatMap({ bases[$0] }) where !all.contains(base) { all.append(base) }
            bases.append(all)
        }
        self.bases = bases
    }

    private static func reportDuplicate(_ pack: Pack, in document: PackDocument, of other: PackDocument) {
        document.collector.add(
            Diagnostic(
                code: "duplicate-pack", "a pack “\(pack.name)” was loaded from \(other.collector.source.file) already",
                at: document.collector.source.place(of: pack.nameBytes, pointer: "/pack/name"), help: "give one of the two another name"))
    }

    private static func index(of requirement: PackRequirement, in documents: [PackDocument], _ byName: [String: Int]) -> Int? {
        guard let index = byName[requirement.name], let pack = documents[index].pack else {
            let names = byName.keys.sorted()
            requirement.cursor.report(
                "missing-pack", "the pack “\(requirement.name)” is not loaded",
                help: Suggestion.question(for: requirement.name, in: names) ?? "load it beside this one; loaded are \(names.joined(separator: ", "))")
            return nil
        }
        if let version = Version(pack.version), !requirement.range.contains(version) {
            requirement.cursor.report(
                "wrong-pack-version", "the pack “\(requirement.name)” that is loaded is version \(version)",
                help: "see what changed, adapt this pack, and name that version")
        }
        return index
    }

    /// Each after all that it needs; where packs need each other, that is reported and the order of the files is kept.
    private static func sorted(_ needs: [[Int]], _ documents: [PackDocument]) -> [Int] {
        var order: [Int] = []
        var left = Array(documents.indices)
        while !left.isEmpty {
            if let next = left.first(where: { index in needs[index].allSatisfy { order.contains($0) } }) {
                order.append(next)
                left.removeAll { $0 == next }
                continue
            }
            for index in left {
                let circle = documents[index].extends.first { requirement in left.contains { documents[$0].name == requirement.name } }
                circle?.cursor.report(
                    "pack-cycle", "the packs build on each other: \(left.map { documents[$0].name }.joined(separator: ", "))",
                    help: "let one of them not extend the other")
            }
            return order + left
        }
        return order
    }
}
