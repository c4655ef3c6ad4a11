import Glibc
import Synchronization
import SystemCalls

/// A filesystem that can lose what a failed synchronisation should have kept.
public protocol ForgetfulFileSystem: FileSystem {
    /// Memory takes for clean what the disk does not have.
    func failSynchronization(of descriptor: Descriptor)
}

/// Passes calls on to another filesystem, until a chosen one of those that change something goes wrong.
public final class FaultyFileSystem: FileSystem {
    /// What happens at the chosen call.
    public enum Fault: Sendable, Hashable, CaseIterable {
        /// The process is killed before the call.
        case killBefore
        /// The process is killed after it.
        case killAfter
        /// The process is killed within it: half of a write is done.
        case killWithin
        /// The call fails once with `ENOSPC`, after half of a write.
        case noSpace
        /// The call fails once with `EIO`; after a failed synchronisation the disk does not have what memory has.
        case inputOutputError
    }

    /// The error number of every call after the process was killed.
    public static let killed: Int32 = 9999

    private struct State {
        var fault: Fault
        /// Calls to go until the fault.
        var left: Int
        var isDead = false
        /// What happens elsewhere before a call, and how many calls before that.
        var meanwhile: [(left: Int, act: @Sendable () -> Void)] = []
    }

    private let base: any FileSystem
    private let state: Mutex<State>

    /// - Parameter call: The number of the call, from 1.
    public init(_ base: any FileSystem, _ fault: Fault = .killBefore, at call: Int = .max) {
        self.base = base
        state = Mutex(State(fault: fault, left: call))
    }

    /// Whether the chosen call came.
    public var fired: Bool { state.withLock { $0.left <= 0 } }

    /// Whether the process was killed.
    public var isDead: Bool { state.withLock { $0.isDead } }

    /// Chooses another fault and call, counted from now.
    public func arm(_ fault: Fault, at call: Int) { state.withLock { ($0.fault, $0.left) = (fault, call) } }

    /// Kills the process between two calls.
    public func kill() { state.withLock { $0.isDead = true } }

    /// Lets something happen elsewhere before a call, counted from now.
    public func meanwhile(before call: Int, _ act: @escaping @Sendable () -> Void) { state.withLock { $0.meanwhile.append((call, act)) } }

    private func alive<Result>(_ call: () throws(SystemCallError) -> Result) throws(SystemCallError) -> Result {
        if state.withLock({ $0.isDead }) { throw SystemCallError(operation: "live", subject: "", code: Self.killed) }
        return try call()
    }

    /// A call that changes something.
    private func changing<Result>(
        partly: () -> Void = {}, failing: () -> Void = {}, _ call: () throws(SystemCallError) -> Result
    ) throws(SystemCallError) -> Result {
        try alive {}
        let (fault, due) = state.withLock { state in
            state.left -= 1
            for index in state.meanwhile.indices { state.meanwhile[index].left -= 1 }
            let due = state.meanwhile.filter { $0.left <= 0 }.map(\.act)
            state.meanwhile.removeAll { $0.left <= 0 }
            return (state.left == 0 ? state.fault : nil, due)
        }
        for act in due { act() }
        guard let fault else { return try call() }
        switch fault {
        case .killBefore: break
        case .killAfter: _ = try call()
        case .killWithin: partly()
        case .noSpace:
            partly()
            throw SystemCallError(operation: "do", subject: "fault", code: ENOSPC)
        case .inputOutputError:
            failing()
            throw SystemCallError(operation: "do", subject: "fault", code: EIO)
        }
        state.withLock { $0.isDead = true }
        throw SystemCallError(operation: "live", subject: "", code: Self.killed)
    }

    public func openFolder(path: String) throws(SystemCallError) -> Descriptor {
        try alive { () throws(SystemCallError) in try base.openFolder(path: path) }
    }
    public func openFolder(_ name: FileName, in folder: Descriptor) throws(SystemCallError) -> Descriptor {
        try alive { () throws(SystemCallError) in try base.openFolder(name, in: folder) }
    }
    public func makeFolder(path: String, permissions: UInt32) throws(SystemCallError) {
        try changing { () throws(SystemCallError) in try base.makeFolder(path: path, permissions: permissions) }
    }
    public func makeFolder(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(SystemCallError) {
        try changing { () throws(SystemCallError) in try base.makeFolder(name, in: folder, permissions: permissions) }
    }
    public func openListing(of folder: Descriptor) throws(SystemCallError) -> Descriptor {
        try alive { () throws(SystemCallError) in try base.openListing(of: folder) }
    }
    public func nextEntries(_ listing: Descriptor) throws(SystemCallError) -> [FolderEntry] {
        try alive { () throws(SystemCallError) in try base.nextEntries(listing) }
    }
    public func open(_ name: FileName, in folder: Descriptor, for access: FileAccess) throws(SystemCallError) -> Descriptor {
        try alive { () throws(SystemCallError) in try base.open(name, in: folder, for: access) }
    }
    public func create(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(SystemCallError) -> Descriptor {
        try changing { () throws(SystemCallError) in try base.create(name, in: folder, permissions: permissions) }
    }
    public func setPermissions(_ permissions: UInt32, of file: Descriptor) throws(SystemCallError) {
        try changing { () throws(SystemCallError) in try base.setPermissions(permissions, of: file) }
    }
    public func status(of descriptor: Descriptor) throws(SystemCallError) -> FileStatus {
        try alive { () throws(SystemCallError) in try base.status(of: descriptor) }
    }
    public func status(of name: FileName, in folder: Descriptor) throws(SystemCallError) -> FileStatus {
        try alive { () throws(SystemCallError) in try base.status(of: name, in: folder) }
    }
    public func status(path: String) throws(SystemCallError) -> FileStatus {
        try alive { () throws(SystemCallError) in try base.status(path: path) }
    }
    public func read(_ file: Descriptor, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemCallError) -> Int {
        try alive { () throws(SystemCallError) in try base.read(file, into: buffer, at: offset) }
    }
    public func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int64) throws(SystemCallError) -> Int {
        let half = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)])
        return try changing(partly: { _ = try? base.write(half, to: file, at: offset) }) { () throws(SystemCallError) in
            try base.write(bytes, to: file, at: offset)
        }
    }
    public func synchronize(_ descriptor: Descriptor) throws(SystemCallError) {
        try changing(failing: { lose(descriptor) }) { () throws(SystemCallError) in try base.synchronize(descriptor) }
    }
    public func synchronizeData(_ file: Descriptor) throws(SystemCallError) {
        try changing(failing: { lose(file) }) { () throws(SystemCallError) in try base.synchronizeData(file) }
    }
    private func lose(_ descriptor: Descriptor) { (base as? any ForgetfulFileSystem)?.failSynchronization(of: descriptor) }
    public func allocate(_ file: Descriptor, from offset: Int64, count: Int64) throws(SystemCallError) {
        try changing { () throws(SystemCallError) in try base.allocate(file, from: offset, count: count) }
    }
    public func dropCache(of file: Descriptor) { base.dropCache(of: file) }
    public func rename(
        _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor
    ) throws(SystemCallError) {
        try changing { () throws(SystemCallError) in try base.rename(name, in: folder, to: newName, in: newFolder) }
    }
    public func replace(
        _ newName: FileName, in newFolder: Descriptor, with name: FileName, in folder: Descriptor
    ) throws(SystemCallError) {
        try changing { () throws(SystemCallError) in try base.replace(newName, in: newFolder, with: name, in: folder) }
    }
    public func remove(_ name: FileName, in folder: Descriptor) throws(SystemCallError) {
        try changing { () throws(SystemCallError) in try base.remove(name, in: folder) }
    }
    public func lock(_ file: Descriptor) throws(SystemCallError) -> Bool {
        try alive { () throws(SystemCallError) in try base.lock(file) }
    }
    public func writers(of file: Descriptor) -> WriterAnswer { base.writers(of: file) }
}
