import Glibc

/// The signals that the programs answer.
public enum Signal: Sendable, Hashable, CaseIterable {
    case terminate, interrupt, hangUp, pipe
    /// A write beyond the limit on the size of files. Unless it is ignored, it ends the process before the write can fail with `EFBIG`.
    case fileSizeLimit

    public var number: Int32 {
        switch self {
        case .terminate: SIGTERM
        case .interrupt: SIGINT
        case .hangUp: SIGHUP
        case .pipe: SIGPIPE
        case .fileSizeLimit: SIGXFSZ
        }
    }

    /// Keeps signals from interrupting this thread and those that it will start; they wait for `wait(for:)`. Call it before the first
    /// thread is started.
    public static func block(_ signals: [Signal]) {
        var set = signalSet(signals)
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits until one of the blocked signals comes, and takes it.
    public static func wait(for signals: [Signal]) -> Signal {
        var set = signalSet(signals)
        var number: Int32 = 0
        while true {
            if sigwait(&set, &number) == 0, let signal = signals.first(where: { $0.number == number }) { return signal }
        }
    }

    /// Ignores the signal in the whole process: a write to a closed pipe then fails with `EPIPE`.
    public func ignore() { Glibc.signal(number, SIG_IGN) }

    private static func signalSet(_ signals: [Signal]) -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal.number) }
        return set
    }
}
