import CInotifyTools
import Glibc
import SystemCalls

/// The body of the watching thread: all calls of libinotifytools are here.
///
/// Only `inotifytools_next_event(1)` is used: with 0 it waits for ever, and its sibling for several events spins. Events are told apart by
/// their watch's number and the path that it was made for, never the other way round, as the library's map by name goes stale.
struct WatchLoop {
    /// The path of `incoming`, without a slash at its end.
    private let incoming: [UInt8]
    private let box: EventBox
    private let orders: WatchOrders
    /// The folders that are watched, by their path with a slash at its end, as the library has it.
    private var watched: [[UInt8]: Watched] = [:]
    private var nextCheck: Int64 = 0

    private struct Watched {
        var source: Source
        var device: dev_t
        var inode: ino_t
    }
    /// The sources whose folders should be watched and are not yet.
    private var missing: Set<Source> = [.main]
    private var isReady = false

    private static let mask = IN_MOVED_TO | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR

    init(incoming: String, box: EventBox, orders: WatchOrders) {
        var path = Array(incoming.utf8)
        while path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
        self.incoming = path
        self.box = box
        self.orders = orders
    }

    mutating func run() {
        while true {
            let order = orders.take()
            if order.isStopped { return }
            if order.isAnew {
                missing.formUnion(watched.values.map(\.source))
                missing.insert(.main)
                watched = [:]
            }
            missing.formUnion(order.sources.filter { source in !watched.values.contains { $0.source == source } })
            guard initialize() else {
                // Without the library there is nothing to wait on but time.
                sleep(1)
                continue
            }
            watchMissing()
            checkPlaces()
            if let event = inotifytools_next_event(1) { hear(event) }
        }
    }

    private mutating func initialize() -> Bool {
        if !isReady { isReady = inotifytools_initialize() != 0 }
        if !isReady {
            box.setDeafness(
                "\(error(inotifytools_error(), "the spool")): raise fs.inotify.max_user_instances; looking every second")
        }
        return isReady
    }

    // MARK: Watches

    private mutating func watchMissing() {
        guard !missing.isEmpty else { return }
        var deafness: String?
        for source in missing.sorted() {
            if source != .main, watched.count > Source.limit {
                missing.remove(source)
                continue
            }
            let path = path(of: source)
            // Looked at before it is watched: should it be replaced in between, the check finds out.
            let status = Self.status(of: path)
            let isWatched = status != nil && path.withPath { inotifytools_watch_file($0, Self.mask) != 0 }
            let code = isWatched ? 0 : status == nil ? ENOENT : inotifytools_error()
            if isWatched, let status {
                watched[path + [UInt8(ascii: "/")]] = Watched(source: source, device: status.st_dev, inode: status.st_ino)
                missing.remove(source)
                // What came before the watch made no event.
                box.postRescan()
            } else if source != .main, code == ENOENT || code == ENOTDIR {
                missing.remove(source)
            } else {
                deafness = reason(code, source)
            }
        }
        box.setDeafness(deafness)
    }

    /// Sees whether the watched folders are still those that their paths lead to.
    ///
    /// A folder that somebody has open, as the daemon has, is deleted without a word; one that is mounted over is silent as well.
    private mutating func checkPlaces() {
        let now = MachineTime().monotonic
        guard now >= nextCheck else { return }
        nextCheck = now + 1_000_000_000
        for (path, folder) in watched {
            if let status = Self.status(of: path), status.st_dev == folder.device, status.st_ino == folder.inode { continue }
            watched[path] = nil
            missing.insert(folder.source)
            box.postRescan()
        }
    }

    private static func status(of path: [UInt8]) -> stat? {
        var status = stat()
        return path.withPath { stat($0, &status) } == 0 ? status : nil
    }

    private func path(of source: Source) -> [UInt8] {
        source.name.map { incoming + [UInt8(ascii: "/")] + $0.bytes } ?? incoming
    }

    private func reason(_ code: Int32, _ source: Source) -> String {
        let folder = source.name.map { "incoming/\($0)" } ?? "incoming"
        let advice = code == ENOSPC ? ": raise fs.inotify.max_user_watches" : ""
        return "\(error(code, folder))\(advice); looking every second"
    }

    private func error(_ code: Int32, _ subject: String) -> SystemCallError {
        SystemCallError(operation: "watch", subject: subject, code: code)
    }

    // MARK: Events

    private mutating func hear(_ event: UnsafeMutablePointer<inotify_event>) {
        let mask = event.pointee.mask
        if mask & UInt32(IN_Q_OVERFLOW) != 0 { return box.postOverflow() }
        guard let folder = inotifytools_filename_from_wd(event.pointee.wd) else { return }
        let path = UnsafeBufferPointer(start: folder, count: strlen(folder)).map { UInt8(bitPattern: $0) }
        // A watch of a folder that was replaced goes on under the old path; its names are not found then, which does no harm.
        guard let source = watched[path]?.source else { return }
        if mask & UInt32(IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT) != 0 {
            watched[path] = nil
            missing.insert(source)
            box.postRescan()
        } else if let name = name(of: event) {
            hear(name, of: source, mask: mask)
        }
    }

    private mutating func hear(_ name: FileName, of source: Source, mask: UInt32) {
        if mask & UInt32(IN_ISDIR) != 0 {
            guard source == .main, !NameRules.leavesAlone(name) else { return }
            missing.insert(Source(name))
            return
        }
        let movedIn: Bool? = mask & UInt32(IN_MOVED_TO) != 0 ? true : mask & UInt32(IN_CREATE) != 0 ? false : nil
        if !NameRules.leavesAlone(name) { box.post(SpoolEntry(name, of: source), movedIn: movedIn) }
    }

    /// Copied at once, as the library's buffer is used again.
    private func name(of event: UnsafeMutablePointer<inotify_event>) -> FileName? {
        let length = Int(event.pointee.len)
        guard length > 0 else { return nil }
        let start = UnsafeRawPointer(event).advanced(by: MemoryLayout<inotify_event>.size)
        return FileName(UnsafeRawBufferPointer(start: start, count: length).prefix { $0 != 0 })
    }
}

extension [UInt8] {
    /// Calls `body` with the bytes as a path in C.
    fileprivate func withPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
            // The array ends in a zero and so is never empty.
            buffer.baseAddress.map(body) ?? "".withCString(body)
        }
    }
}
