import CSystemCalls
import Glibc

/// A system call that failed: what was tried, on what, and why not.
public struct SystemCallError: Error, Sendable, Hashable {
    /// What was tried, as it reads after “cannot”, such as `open` or `write to`.
    public var operation: String
    /// The name of the file or folder, or nothing where there is none.
    public var subject: String
    /// The error number, such as `ENOSPC`.
    public var code: Int32

    public init(operation: String, subject: String, code: Int32) {
        self.operation = operation
        self.subject = subject
        self.code = code
    }

    /// What a synchronisation tries.
    static let synchronising = "synchronise"

    /// Whether a synchronisation failed: nobody knows what is on the disk, and trying again may succeed without having written anything.
    public var isFailedSync: Bool { operation == Self.synchronising }
    /// Whether a full disk, a quota or a limit on the file's size refused the call: space may come back, and the call may be tried again.
    public var isOutOfSpace: Bool { [ENOSPC, EDQUOT, EFBIG].contains(code) && !isFailedSync }
    /// Whether a new start may help though nobody changes anything: a disk failed, or the machine had too little of something.
    public var mayPass: Bool { isFailedSync || [EIO, ENOMEM, EMFILE, ENFILE, ENOLCK, EAGAIN].contains(code) }
    /// Whether there is no such file or folder.
    public var isNotFound: Bool { code == ENOENT }
    /// Whether this process is not allowed to.
    public var isForbidden: Bool { [EACCES, EPERM].contains(code) }
    /// Whether it would have led into another mount.
    public var isOtherMount: Bool { code == EXDEV }
    /// Whether the name is taken.
    public var isTaken: Bool { code == EEXIST }
}

extension SystemCallError: CustomStringConvertible {
    /// Such as `cannot open “x”: No space left on device (ENOSPC)`.
    public var description: String {
        let text = tact_error_text(code).map { String(cString: $0) } ?? "unknown error"
        let name = tact_error_name(code).map { String(cString: $0) } ?? "errno \(code)"
        return "cannot \(operation)\(subject.isEmpty ? "" : " “\(subject)”"): \(text) (\(name))"
    }
}

/// What a call of `CSystemCalls` returned, tried again while signals interrupt it.
func calling(
    _ operation: String, _ subject: @autoclosure () -> String, _ call: () -> Int64
) throws(SystemCallError) -> Int64 {
    while true {
        let result = call()
        if result >= 0 { return result }
        let code = Int32(truncatingIfNeeded: -result)
        if code != EINTR { throw SystemCallError(operation: operation, subject: subject(), code: code) }
    }
}
