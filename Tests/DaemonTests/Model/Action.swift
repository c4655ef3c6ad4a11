import TestSupport

/// Where exporters put their files, below `incoming`.
enum Spot: String, CaseIterable {
    case a = "a.jsonl"
    case b = "b.jsonl"
    case c = "c.jsonl"
    case sub = "zendesk/a.jsonl"
    case otherSub = "zendesk/b.jsonl"
    /// A name that is left alone.
    case draft = "a.jsonl.part"

    var isLeftAlone: Bool { self == .draft }
}

/// What a file holds.
enum Export: CaseIterable {
    case one, three
    /// More than is read in one go.
    case large
    case empty
    /// No export at all.
    case broken
    /// Two conversations and a line between them that is none.
    case partly
    /// No file, but a named pipe.
    case pipe
}

/// A folder that somebody removes with all that is in it, and makes anew.
enum Folder: String, CaseIterable {
    case spool = "/spool"
    case incoming = "/spool/incoming"
    case done = "/spool/done"
    case failed = "/spool/failed"
    case sub = "/spool/incoming/zendesk"
}

/// What may happen to a machine with tactd on it. Calls are those of the daemon that change something, counted from now.
indirect enum Action: Sendable {
    /// Written elsewhere, and renamed into the folder over what has the name.
    case deliver(Spot, Export, synced: Bool)
    /// Written in place: the first half.
    case begin(Spot, Export)
    /// The rest of what was begun, and closed.
    case end(Spot)
    case rename(Spot, to: Spot)
    case link(Spot, as: Spot)
    case delete(Spot)
    case recreate(Folder)
    /// As logrotate does it.
    case rotate(create: Bool)
    /// The daemon is killed at a call, or at once, and started again after so many further actions.
    case kill(after: Int, FaultyFileSystem.Fault, down: Int)
    /// The same with the whole machine.
    case cutPower(after: Int, MemoryFileSystem.Cut, down: Int)
    case stop(down: Int)
    /// A call fails.
    case fail(after: Int, FaultyFileSystem.Fault)
    /// So many bytes, and so many new files, are left.
    case fill(bytes: Int, files: Int)
    case makeRoom
    /// The queue of events overflows: they are lost, and it says so.
    case overflow
    /// Events are lost without a word.
    case loseEvents
    case reload(good: Bool)
    /// The clock on the wall is set.
    case jump(seconds: Int)
    case pass(milliseconds: Int)
    /// While the daemon is between two calls.
    case meanwhile(before: Int, Action)
}

/// What happens, in its order.
struct Story: CustomStringConvertible, Sendable {
    var actions: [Action]
    /// Whether the kernel tells who has a file open for writing.
    var tellsWriters = true

    init(_ actions: [Action], tellsWriters: Bool = true) {
        self.actions = actions
        self.tellsWriters = tellsWriters
    }

    /// As it can be pasted into a test.
    var description: String {
        let lines = actions.map { "\n    .\(String(reflecting: $0).replacing(/(\w+\.)+(\w+)/) { ".\($0.output.2)" }.dropFirst())," }
        return "Story([\(lines.joined())\n], tellsWriters: \(tellsWriters))"
    }
}
