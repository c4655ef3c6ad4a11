import SystemCalls

/// Tells systemd how tactd is, by the protocol of `sd_notify(3)`; without systemd it tells nobody.
public final class ServiceNotifier: Sendable {
    private let send: (@Sendable (String) -> Void)?
    /// How often systemd wants to hear that all is well, in nanoseconds; nil where it does not ask.
    public let watchdogInterval: Int64?

    public init(watchdogInterval: Int64? = nil, send: (@Sendable (String) -> Void)?) {
        self.watchdogInterval = watchdogInterval
        self.send = send
    }

    /// As the variables `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID` say.
    public convenience init(environment: [String: String], processID: Int32 = ProcessEnvironment.processID) {
        let socket = environment["NOTIFY_SOCKET"].flatMap { try? DatagramSocket(path: $0) }
        let isForUs = environment["WATCHDOG_PID"].map { $0 == String(processID) } ?? true
        let interval = environment["WATCHDOG_USEC"].flatMap { Int64($0) }.flatMap { (1...3_600_000_000).contains($0) ? $0 * 1000 : nil }
        // A message that does not arrive harms less than a daemon that stops for it.
        self.init(
            watchdogInterval: isForUs ? interval : nil,
            send: socket.map { socket in { @Sendable text in try? socket.send(text) } })
    }

    /// Recovery is over and the rules are loaded.
    public func ready() { send?("READY=1") }

    /// - Parameter monotonic: Nanoseconds on the monotonic clock, from which systemd tells this reload from an earlier one.
    public func reloading(monotonic: Int64) { send?("RELOADING=1\nMONOTONIC_USEC=\(monotonic / 1000)") }

    public func stopping() { send?("STOPPING=1") }

    /// The committing loop goes round.
    public func alive() { send?("WATCHDOG=1") }

    /// A line for `systemctl status`; without words of transcripts.
    public func status(_ text: String) {
        let line = text.unicodeScalars.map { $0.isUnsafeScalar ? "?" : String($0) }.joined()
        send?("STATUS=\(line)")
    }
}

extension Unicode.Scalar {
    /// Line breaks would end the status and begin another message.
    fileprivate var isUnsafeScalar: Bool { value < 0x20 || value == 0x7F }
}
