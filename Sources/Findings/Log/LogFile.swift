import SystemCalls

/// A file of the findings log that is open for appending.
struct LogFile {
    var descriptor: Descriptor
    /// What the file was when it was opened.
    var status: FileStatus
    /// nil while the file is empty: its first record will be its header.
    var head: LogHead?
    /// Where the next record goes.
    var end: Int64
}

extension FileSystem {
    /// The first line of a file; nil where it is no file of the findings log.
    func logHead(of file: Descriptor) throws(SystemCallError) -> LogHead? { LogHead(try read(file, at: 0, count: LogHead.longest)) }

    /// Whether the bytes before `end` end a line; so do no bytes.
    func endsLine(_ file: Descriptor, at end: Int64) throws(SystemCallError) -> Bool {
        if end == 0 { return true }
        return try read(file, at: end - 1, count: 1) == [UInt8(ascii: "\n")]
    }

    /// The number of the last whole line; nil where there is none, or it is no record.
    ///
    /// Only the last 16 MiB are looked at.
    func lastSeq(of file: Descriptor, size: Int64) throws(SystemCallError) -> UInt64? {
        var tail: [UInt8] = []
        var start = size
        while start > 0, tail.count < 16 << 20 {
            let count = min(start, 1 << 16)
            start -= count
            tail = try read(file, at: start, count: Int(count)) + tail
            guard let end = tail.lastIndex(of: UInt8(ascii: "\n")) else { continue }
            if let before = tail[..<end].lastIndex(of: UInt8(ascii: "\n")) { return RecordHead(tail[(before + 1)..<end])?.seq }
            if start == 0 { return RecordHead(tail[..<end])?.seq }
        }
        return nil
    }
}
