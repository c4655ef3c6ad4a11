import Diagnostics
import Glibc
import SystemCalls

/// Standard output and standard error: results on the one, all else on the other.
enum StandardStreams {
    /// Writes results.
    static func write(_ bytes: [UInt8]) throws(SystemCallError) {
        let file = StandardStream.output.rawValue
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress.map { $0 + start }, $0.count - start) }
            if count >= 0 {
                start += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                // Somebody made the pipe non-blocking: wait until it takes more.
                var wanted = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
                poll(&wanted, 1, -1)
            case let code: throw SystemCallError(operation: "write to", subject: "standard output", code: code)
            }
        }
    }

    /// Writes what is no result. Where that is not possible, nobody is there to be told.
    static func writeError(_ text: String) { StandardStream.error.write(text) }

    /// Shows diagnostics on standard error.
    static func report(_ diagnostics: [Diagnostic]) {
        writeError(DiagnosticText(style: Terminal.style(of: .error)).render(diagnostics))
    }

    /// Lets a write to a closed pipe end the process without a word, as with other tools (`tact lint … | head`), also where whoever started
    /// it ignores `SIGPIPE`.
    static func endQuietlyWhenNobodyReads() { signal(SIGPIPE, SIG_DFL) }
}
