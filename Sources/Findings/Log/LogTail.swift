import Diagnostics
import SystemCalls

/// Follows the findings log as it grows, over rotations: whole lines, each once, in the order of the log.
///
/// It never waits: ask again when there may be more. A line that has no end yet is not given; in a file that is no longer written it is
/// dropped.
public struct LogTail {
    /// One record.
    public struct Line: Sendable, Hashable {
        /// The number of the record; nil where the line is none of this schema.
        public var seq: UInt64?
        /// The JSON, without the newline.
        public var bytes: [UInt8]
    }

    /// Where to begin.
    public enum Start: Sendable, Hashable {
        /// With the first line of the present file.
        case beginning
        /// With the first line that is written from now on.
        case end
    }

    /// A line that is longer is dropped.
    private static let longestLine = 64 << 20
    private static let chunk = 1 << 16

    private let files: any FileSystem
    private let folder: LogFolder
    private var start: Start
    private var file: Descriptor?
    private var head: LogHead?
    /// Where the next read begins.
    private var offset: Int64 = 0
    /// What was read of a line that has no end yet.
    private var rest: [UInt8] = []
    private var isDropping = false

    /// - Parameter path: The path of the findings log. The folder must be there; the file may come later.
    public init(path: String, from start: Start = .beginning, files: any FileSystem = LinuxFileSystem()) throws(LogError) {
        folder = try LogFolder(path: path, files: files)
        self.files = files
        self.start = start
        if start == .end, try logging({ () throws(SystemCallError) in try isCurrentThere() }) == false { self.start = .beginning }
        try logging { () throws(SystemCallError) in try openIfNeeded() }
    }

    /// Lines that came since the last call, at most about `limit` bytes of them; none where there are no new ones.
    public mutating func next(limit: Int = 1 << 20) throws(LogError) -> [Line] {
        try logging { () throws(SystemCallError) in
            var lines: [Line] = []
            var size = 0
            while size < limit {
                try openIfNeeded()
                guard let file else { break }
                let bytes = try files.read(file, at: offset, count: Self.chunk)
                if bytes.isEmpty {
                    if try !goOn() { break }
                    continue
                }
                offset += Int64(bytes.count)
                size += bytes.count
                take(bytes, into: &lines)
            }
            return lines
        }
    }

    private mutating func take(_ bytes: [UInt8], into lines: inout [Line]) {
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            if !isDropping {
                let line = rest + bytes[start..<end]
                lines.append(Line(seq: RecordHead(line)?.seq, bytes: line))
            }
            rest = []
            isDropping = false
            start = end + 1
        }
        if !isDropping { rest += bytes[start...] }
        if rest.count > Self.longestLine {
            rest = []
            isDropping = true
        }
    }

    private func isCurrentThere() throws(SystemCallError) -> Bool {
        try files.statusIfPresent(of: folder.name, in: folder.folder) != nil
    }

    private mutating func openIfNeeded() throws(SystemCallError) {
        guard file == nil, try isCurrentThere() else { return }
        let opened = try files.open(folder.name, in: folder.folder, for: .reading)
        try begin(opened)
        guard start == .end else { return }
        start = .beginning
        offset = try files.status(of: opened).size
        // Within a line, its end is not the end of a line that we have.
        isDropping = try !files.endsLine(opened, at: offset)
    }

    private mutating func begin(_ opened: Descriptor) throws(SystemCallError) {
        file = opened
        head = try files.logHead(of: opened)
        offset = 0
        rest = []
        isDropping = false
    }

    /// At the end of what there is: goes to the next file where this one is no longer written.
    ///
    /// - Returns: Whether there may be more to read now.
    private mutating func goOn() throws(SystemCallError) -> Bool {
        guard let file else { return false }
        let status = try files.status(of: file)
        if status.size < offset {
            // Cut by somebody: what is left was given already, unless the file was begun anew.
            let present = try files.logHead(of: file)
            if present == nil || present != head {
                try begin(file)
                return status.size > 0
            }
            offset = status.size
            rest = []
        }
        if head == nil { head = try files.logHead(of: file) }
        let named = try files.statusIfPresent(of: folder.name, in: folder.folder)
        if let named, named.isSameFile(as: status) { return false }
        guard let next = try successor() else { return false }
        // The next file was begun after the last line of this one was written; but perhaps after we had looked.
        if try files.status(of: file).size > offset { return true }
        try begin(next)
        return true
    }

    /// The file that says that it follows this one; else the present one, once it has a first line that names no other.
    private func successor() throws(SystemCallError) -> Descriptor? {
        if let id = head?.id, let next = try folder.follower(of: id) { return next }
        guard try isCurrentThere() else { return nil }
        let current = try files.open(folder.name, in: folder.folder, for: .reading)
        // Its writer has not begun it, and may still write to the file that we read.
        guard let first = try files.logHead(of: current) else { return nil }
        return first.id == head?.id ? nil : current
    }
}
