import SystemCalls

extension MemoryFileSystem {
    /// What reached the disk beyond what was synchronised, when the power is cut.
    public enum Cut: Sendable, Hashable, CaseIterable {
        case nothing
        /// Names and sizes, but no data: zeros stand in its place.
        case metadata
        /// Data, as far as the file's durable size goes, but no names or sizes.
        case data
        case everything
        /// Of each folder the first changes, of each file some of its data; the seed tells how much.
        case some(UInt64)

        public static let allCases: [Cut] = [.nothing, .metadata, .data, .everything]
    }

    /// What is there after the power is back.
    public func afterPowerCut(_ cut: Cut) -> MemoryFileSystem {
        let copy = MemoryFileSystem(copyOf: self)
        copy.cutPower(cut)
        return copy
    }

    /// Loses what the cut leaves of what was not synchronised. What is open afterwards is of no use.
    public func cutPower(_ cut: Cut) {
        var generator = SeededGenerator(seed: 0)
        if case .some(let seed) = cut {
            generator = SeededGenerator(seed: seed)
            keepFirstChanges(&generator)
        }
        for number in nodes.keys.sorted() {
            guard let node = nodes[number] else { continue }
            switch cut {
            case .nothing, .data: node.entries = node.durableEntries
            case .metadata, .everything, .some: break
            }
            if node.kind == .regular, !node.isDurable { node.data = Self.remains(of: node, cut, &generator) }
            node.isLost = false
            node.lockedBy = nil
            node.writers = 0
            node.synchronize()
        }
        late = []
        countLinks()
    }

    private static func remains(of node: MemoryNode, _ cut: Cut, _ generator: inout SeededGenerator) -> MemoryData {
        if node.isLost { return node.durable }
        var data = node.durable
        switch cut {
        case .nothing: break
        case .metadata: data.resize(to: node.data.size)
        case .data: return node.data.size < data.size ? node.data.upTo(node.data.size, then: data) : sized(node.data, data.size)
        case .everything: return node.data
        case .some:
            let end = Int.random(in: 0...node.data.size, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: break
            case 1: return node.data
            case 2: data.resize(to: max(end, data.size))
            case 3: return node.data.upTo(min(end, node.data.size), then: data)
            default:
                data.resize(to: max(data.size, node.data.size))
                return node.data.upTo(min(end, node.data.size), then: data)
            }
        }
        return data
    }

    private static func sized(_ data: MemoryData, _ size: Int) -> MemoryData {
        var data = data
        data.resize(to: size)
        return data
    }

    /// Of each folder's changes the first ones reach the disk; but no name is gone whose new one did not.
    private func keepFirstChanges(_ generator: inout SeededGenerator) {
        let folders = nodes.values.filter { $0.kind == .folder }.sorted { $0.number < $1.number }
        var kept: [UInt64: Int] = [:]
        for folder in folders {
            var count = Int.random(in: 0...folder.unsynchronized.count, using: &generator)
            // A rename within one folder is one change.
            if folder.unsynchronized.dropFirst(count).first?.onlyWith?.folder == folder.number { count += 1 }
            kept[folder.number] = count
        }
        var isStable = false
        while !isStable {
            isStable = true
            for folder in folders {
                let count = kept[folder.number] ?? 0
                for (index, change) in folder.unsynchronized.prefix(count).enumerated() {
                    guard let (other, name) = change.onlyWith, let target = nodes[other],
                        let place = target.unsynchronized.lastIndex(where: { $0.name == name && $0.node != nil }),
                        place >= kept[other] ?? 0
                    else { continue }
                    kept[folder.number] = index
                    isStable = false
                    break
                }
            }
        }
        for folder in folders {
            var entries = folder.durableEntries
            for change in folder.unsynchronized.prefix(kept[folder.number] ?? 0) { entries[change.name] = change.node }
            folder.entries = entries
        }
    }

    /// The next look at the file after `dropCache` finds what the disk has. With folders, filesystems stop rather than lie.
    public func failSynchronization(of descriptor: Descriptor) {
        guard let node = handles[descriptor.number]?.node, node.kind == .regular else { return }
        node.isLost = true
    }

    public func dropCache(of file: Descriptor) {
        guard let node = handles[file.number]?.node, node.isLost else { return }
        var kept = node.durable
        kept.resize(to: node.data.size)
        node.data = kept
        node.isLost = false
    }
}
