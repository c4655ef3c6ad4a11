import SystemCalls

/// Keeps a second tactd from the same state folder. The kernel gives the lock up when the process ends, however it does.
final class InstanceLock {
    private let file: Descriptor

    /// - Returns: nil where another process has the lock.
    init?(in state: Descriptor, files: any FileSystem) throws(SystemCallError) {
        guard let name = FileName("lock") else { return nil }
        do throws(SystemCallError) {
            file = try files.open(name, in: state, for: .readingAndWriting)
        } catch where error.isNotFound {
            file = try files.create(name, in: state, permissions: 0o600)
        }
        guard try files.lock(file) else { return nil }
    }
}
