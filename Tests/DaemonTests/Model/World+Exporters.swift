import Spool
import SystemCalls
import TestSupport

/// What exporters and administrators do in the spool.
extension World {
    private func path(_ spot: Spot) -> String { "/spool/incoming/\(spot.rawValue)" }

    func export(_ action: Action) {
        switch action {
        case .deliver(let spot, let export, let synced): deliver(spot, export, synced: synced)
        case .begin(let spot, let export): begin(spot, export)
        case .end(let spot):
            guard let inode = disk.inode(path(spot)), let index = index(of: inode), deliveries[index].isOpen else { return }
            finishWriting(index)
            post(spot, movedIn: nil)
        case .rename(let spot, let new): rename(spot, to: new)
        case .link(let spot, let new):
            guard let inode = disk.inode(path(spot)), disk.inode(path(new)) == nil else { return }
            makeRoomForSub(new)
            disk.link(path(spot), as: path(new))
            if let index = index(of: inode) { deliveries[index].mayBeRefused = true }
            post(new, movedIn: false)
        case .delete(let spot):
            removed([path(spot)])
            disk.delete(path(spot))
        case .recreate(let folder): recreate(folder)
        default: break
        }
    }

    private func deliver(_ spot: Spot, _ export: Export, synced: Bool) {
        makeRoomForSub(spot)
        let number = deliveries.count
        let kind: FileKind = export == .pipe ? .fifo : .regular
        guard let inode = disk.put("/outside/new", Delivery.bytes(number: number, export), kind: kind) else { return }
        if synced { disk.synchronize("/outside/new") }
        removed([path(spot)])
        deliveries.append(Delivery(number: number, export: export, inode: inode))
        disk.move("/outside/new", to: path(spot))
        if synced { for path in ["/outside/new", path(spot)] { disk.synchronize(path) } }
        post(spot, movedIn: true)
    }

    private func begin(_ spot: Spot, _ export: Export) {
        makeRoomForSub(spot)
        removed([path(spot)])
        let number = deliveries.count
        let bytes = Delivery.bytes(number: number, export)
        guard let inode = disk.put(path(spot), Array(bytes.prefix(bytes.count / 2))) else { return }
        disk.beginWriting(inode)
        var delivery = Delivery(number: number, export: export, inode: inode)
        delivery.rest = Array(bytes.dropFirst(bytes.count / 2))
        delivery.mayBeRefused = true
        delivery.isExcused = !disk.tellsWriters
        deliveries.append(delivery)
        post(spot, movedIn: false)
    }

    func finishWriting(_ index: Int) {
        disk.append(deliveries[index].rest, to: deliveries[index].inode)
        disk.endWriting(deliveries[index].inode)
        deliveries[index].rest = []
    }

    private func rename(_ spot: Spot, to new: Spot) {
        guard disk.inode(path(spot)) != nil, spot != new else { return }
        makeRoomForSub(new)
        // A rename of one of a file's names to another of them does nothing.
        if disk.inode(path(spot)) == disk.inode(path(new)) { return }
        removed([path(new)])
        disk.move(path(spot), to: path(new))
        post(new, movedIn: true)
    }

    func noteThatItCameMeanwhile(_ action: Action) {
        switch action {
        case .deliver(let spot, _, _), .rename(_, to: let spot):
            if let index = disk.inode(path(spot)).flatMap({ index(of: $0) }) { deliveries[index].cameMeanwhile = true }
        default: break
        }
    }

    private func recreate(_ folder: Folder) {
        let hadSub = disk.inode(Folder.sub.rawValue) != nil
        removed(filePaths(below: folder.rawValue))
        disk.delete(folder.rawValue)
        disk.makeFolders(folder.rawValue)
        for part in [Folder.incoming, .done, .failed] { disk.makeFolders(part.rawValue) }
        if hadSub { disk.makeFolders(Folder.sub.rawValue) }
        disk.synchronize(folder.rawValue)
        process?.box.postRescan()
    }

    private func makeRoomForSub(_ spot: Spot) {
        if spot.rawValue.hasPrefix("zendesk/"), disk.inode(Folder.sub.rawValue) == nil {
            disk.makeFolders(Folder.sub.rawValue)
            process?.box.postRescan()
        }
    }

    private func post(_ spot: Spot, movedIn: Bool?) {
        let parts = spot.rawValue.split(separator: "/").compactMap { FileName(String($0)) }
        guard !spot.isLeftAlone, let name = parts.last else { return }
        process?.box.post(SpoolEntry(name, of: Source(parts.count > 1 ? parts[0] : nil)), movedIn: movedIn)
    }

    // MARK: Deliveries

    func index(of inode: UInt64) -> Int? { deliveries.firstIndex { $0.inode == inode } }

    /// Somebody is about to take names away; a file that has others stays.
    private func removed(_ paths: [String]) {
        for (inode, names) in Dictionary(grouping: paths.filter { disk.inode($0) != nil }, by: { disk.inode($0) }) {
            guard let index = inode.flatMap({ index(of: $0) }), let path = names.first else { continue }
            if disk.status(path).map({ $0.links > names.count }) ?? true { continue }
            deliveries[index].isGone = true
            deliveries[index].wasMoved = names.contains { !$0.hasPrefix(Folder.incoming.rawValue) } && !deliveries[index].cameMeanwhile
            deliveries[index].rest = []
        }
    }

    func filePaths(below folder: String, on other: MemoryFileSystem? = nil) -> [String] {
        (other ?? disk).list(folder).flatMap { entry in
            entry.kind == .folder ? filePaths(below: "\(folder)/\(entry.name)", on: other) : ["\(folder)/\(entry.name)"]
        }
    }

    /// An exporter that does not synchronise what it delivers, or renames, takes the risk of a power cut.
    func excuseWhatIsNotDurable() {
        var durable: Set<UInt64> = []
        for path in filePaths(below: "/spool") {
            guard let inode = disk.inode(path), disk.hasDurableBytes(inode) else { continue }
            if !path.hasPrefix(Folder.incoming.rawValue) || disk.isDurable(path) { durable.insert(inode) }
        }
        let left = disk.afterPowerCut(.nothing)
        // Of a rename only the new name may be durable yet, and the old one is there as well.
        let names = filePaths(below: Folder.incoming.rawValue, on: left).compactMap { left.inode($0) }
        let doubled = Set(Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys)
        for index in deliveries.indices {
            let inode = deliveries[index].inode
            // What was deleted may come back.
            let isDurable = deliveries[index].isGone ? disk.hasDurableBytes(inode) : durable.contains(inode)
            if !isDurable || doubled.contains(inode) { deliveries[index].isExcused = true }
        }
    }
}
