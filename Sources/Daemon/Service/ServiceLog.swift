import Diagnostics
import Logging
import Synchronization
import SystemCalls
import Transcripts

/// Where tactd's own messages go: lines on a stream, for people or for systemd's journal, at most one a second for each cause.
public final class ServiceLog: Sendable {
    public enum Style: Sendable, Hashable {
        /// With the time in front.
        case plain
        /// With the priority in front (`<4>`), as systemd's journal wants it; it knows the time itself.
        case journal
    }

    private struct Cause {
        var allowedFrom: Int64
        var heldBack = 0
        var last = ""
    }

    private static let interval: Int64 = 1_000_000_000

    private let style: Style
    private let time: any TimeSource
    private let write: @Sendable (String) -> Void
    /// Messages below it are left out; it may be set at any time.
    public var level: Logger.Level {
        get { lowest.withLock { $0 } }
        set { lowest.withLock { $0 = newValue } }
    }

    private let lowest = Mutex(Logger.Level.info)
    private let causes = Mutex<[String: Cause]>([:])

    public init(style: Style, time: any TimeSource, write: @escaping @Sendable (String) -> Void) {
        self.style = style
        self.time = time
        self.write = write
    }

    /// A logger that writes here.
    public var logger: Logger { Logger(label: "tactd") { _ in ServiceLogHandler(log: self) } }

    /// Writes a line, or counts it.
    ///
    /// - Parameter cause: What the message is about: lines of one cause are held back for a second after one was written.
    func report(_ level: Logger.Level, _ text: String, cause: String) {
        guard level >= self.level else { return }
        let now = time.monotonic
        let heldBack = causes.withLock { causes -> Int? in
            var state = causes[cause] ?? Cause(allowedFrom: now)
            defer { causes[cause] = state }
            guard now >= state.allowedFrom else {
                state.heldBack += 1
                state.last = text
                return nil
            }
            defer { state = Cause(allowedFrom: now + Self.interval) }
            return state.heldBack
        }
        guard let heldBack else { return }
        write(line(level, heldBack == 0 ? text : "\(text) (and \(heldBack) like it before)"))
    }

    /// Writes a line for each diagnostic.
    public func report(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics { report(diagnostic.severity.level, diagnostic.line, cause: diagnostic.line) }
    }

    /// Says how many lines were held back, of the causes that were silent since.
    public func flush() {
        let now = time.monotonic
        let overdue = causes.withLock { causes in
            let overdue = causes.filter { $0.value.allowedFrom <= now }
            for cause in overdue.keys { causes[cause] = nil }
            return overdue.filter { $0.value.heldBack > 0 }.sorted { $0.key < $1.key }.map(\.value)
        }
        for cause in overdue { write(line(.notice, "\(cause.last) (the last of \(cause.heldBack) like it)")) }
    }

    private func line(_ level: Logger.Level, _ text: String) -> String {
        let safe = text.unicodeScalars.map { $0.isUnsafeInOutput ? "\\u{\(String($0.value, radix: 16))}" : String($0) }.joined()
        switch style {
        case .journal: return "<\(level.priority)>\(safe)\n"
        case .plain:
            let (seconds, _) = time.wall.quotientAndRemainder(dividingBy: 1_000_000_000)
            return "\(Timestamp.text(seconds: seconds)) \(level.rawValue): \(safe)\n"
        }
    }
}

extension Diagnostic.Severity {
    fileprivate var level: Logger.Level {
        switch self {
        case .note: .notice
        case .warning: .warning
        case .error: .error
        }
    }
}

extension Logger.Level {
    /// The priorities of syslog.
    fileprivate var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}

/// What swift-log hands messages to. A message's cause is the place in the program that it comes from.
struct ServiceLogHandler: LogHandler {
    let log: ServiceLog
    /// The log itself leaves out what is below its level.
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let details = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        log.report(event.level, "\(event.message)\(details)", cause: "\(event.file):\(event.line)")
    }
}
