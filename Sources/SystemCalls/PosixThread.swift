import CSystemCalls
import Glibc
import Synchronization

/// A thread of the system, without Dispatch or Swift concurrency.
///
/// A thread that nobody joins goes on alone until its body returns.
public final class PosixThread: Sendable {
    private let handle: pthread_t
    private let isJoined = Mutex(false)

    /// Starts `body` on a thread of its own.
    ///
    /// - Parameters:
    ///   - name: Shown by `ps` and debuggers; cut to 15 bytes.
    ///   - stackSize: In bytes.
    public init(name: String, stackSize: Int = 1 << 20, _ body: @escaping @Sendable () -> Void) throws(SystemCallError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        var handle = pthread_t()
        let work = Unmanaged.passRetained(ThreadWork(name: name, body: body))
        var code = pthread_attr_setstacksize(&attributes, stackSize)
        if code == 0 {
            code = pthread_create(&handle, &attributes, { context in
                guard let context else { return nil }
                Unmanaged<ThreadWork>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, work.toOpaque())
        }
        if code != 0 {
            work.release()
            throw SystemCallError(operation: "start thread", subject: name, code: code)
        }
        self.handle = handle
    }

    /// Waits until the body has returned; at once where it was joined before.
    public func join() {
        isJoined.withLock { joined in
            if !joined { pthread_join(handle, nil) }
            joined = true
        }
    }

    deinit {
        isJoined.withLock { joined in
            if !joined { pthread_detach(handle) }
        }
    }
}

private final class ThreadWork: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }

    func run() {
        String(decoding: name.utf8.prefix(15), as: UTF8.self).withCString { tact_name_thread($0) }
        body()
    }
}
