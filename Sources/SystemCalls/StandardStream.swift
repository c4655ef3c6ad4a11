import Glibc

/// An output stream that the process was started with.
public enum StandardStream: Int32, Sendable, Hashable {
    case output = 1
    case error = 2

    /// Writes all of the bytes, unbuffered. Failures are not reported: there is nobody left to tell.
    public func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = Glibc.write(rawValue, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if count > 0 { done += count } else if count == 0 || errno != EINTR { return }
            }
        }
    }

    public func write(_ text: String) { write(Array(text.utf8)) }

    /// Whether the stream is the socket that `JOURNAL_STREAM` names (`device:inode`): then systemd's journal reads it.
    public func isJournal(_ variable: String) -> Bool {
        var status = stat()
        guard fstat(rawValue, &status) == 0 else { return false }
        return variable == "\(status.st_dev):\(status.st_ino)"
    }
}
