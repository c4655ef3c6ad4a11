import SystemCalls

/// Keeps a second tactd from the same state folder. The kernel gives the lock up when the process ends, however it does.
final class InstanceLock {
    private let file: Descriptor

    /// - Returns: nil where another process has the lock.
    init?(in state: Descriptor, files: any FileSystem) throws(SystemCallError) {
        let name = FileName(constant: "lock")
        do throws(SystemCallError) {
            file = try files.open(name, in: state, for: .readingAndWriting)
        } catch where error.isNotFound {
            file = try files.create(name, in: state, permissions: 0o600)
        }
        guard try files.lock(file) else { return nil }
    }
}
