import Diagnostics
import SystemCalls

/// Why the findings log could not do what was asked.
public enum LogError: Error, Sendable, Hashable {
    /// There is no space. Nothing is lost: the same call may be made again once there is.
    case outOfSpace(SystemCallError)
    /// A synchronisation failed, so nobody knows what is on the disk. The process must end and let the next start find out; trying again
    /// may succeed without having written anything.
    case syncFailed(SystemCallError)
    /// Another call failed. What was committed is kept by the journal.
    case failed(SystemCallError)
    /// Something is not as it must be, and a person has to look.
    case refused(Diagnostic)
    /// The caller's mistake: the call does not fit what was called before.
    case outOfOrder(String)

    /// For every call but synchronisations.
    init(_ error: SystemCallError) { self = error.isOutOfSpace ? .outOfSpace(error) : .failed(error) }
}

extension LogError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .outOfSpace(let error), .failed(let error): "\(error)"
        case .syncFailed(let error): "\(error); what is on the disk is not known, so the log must be recovered by a new start"
        case .refused(let diagnostic): diagnostic.message + (diagnostic.help.map { "; \($0)" } ?? "")
        case .outOfOrder(let text): text
        }
    }
}

/// Runs system calls, with their errors as the log's.
func logging<Result>(_ body: () throws(SystemCallError) -> Result) throws(LogError) -> Result {
    do { return try body() } catch { throw LogError(error) }
}

/// Runs a synchronisation, after whose failure nothing is believed.
func synchronizing(_ body: () throws(SystemCallError) -> Void) throws(LogError) {
    do { try body() } catch { throw .syncFailed(error) }
}
