/// Does pieces of work on threads of its own, while its owner goes on; the owner asks for the outcomes in any order.
///
/// An owner that asks for the outcome of a piece that nobody has begun does it itself, so that nothing is slower where there is one
/// processor, or no thread to be had. Threads are started when more than one piece waits, and live until `rest()`.
///
/// It belongs to one thread.
public final class Crew {
    private let queue = CrewQueue()
    private let name: String
    private let stackSize: Int
    /// How many threads of its own it has at most; those that it has stay until the next rest.
    public var size: Int
    private var threads: [PosixThread] = []
    /// Whether the system has refused a thread since the last rest.
    private var isShort = false

    /// - Parameters:
    ///   - name: Of its threads.
    ///   - size: How many threads of its own it has at most.
    ///   - stackSize: Of each of them, in bytes.
    public init(name: String, size: Int, stackSize: Int = 8 << 20) {
        self.name = name
        self.size = size
        self.stackSize = stackSize
    }

    deinit { rest() }

    /// Takes a piece of work.
    ///
    /// - Parameter work: Called once at most, on any thread.
    public func start<Outcome>(_ work: @escaping @Sendable () -> Outcome) -> Job<Outcome> {
        let job = Job(work)
        let isHelpWanted = queue.add(job)
        if isHelpWanted, threads.count < size, !isShort { addThread() }
        return job
    }

    private func addThread() {
        do throws(SystemCallError) {
            threads.append(
                try PosixThread(name: name, stackSize: stackSize) { [queue] in
                    let wakeUp = WakeUp()
                    while let piece = queue.next(orWaitWith: wakeUp) { piece.run() }
                })
        } catch {
            isShort = true
        }
    }

    /// What came of a job of this crew, once it is done.
    public func outcome<Outcome>(of job: Job<Outcome>) -> Outcome {
        if queue.withdraw(job) { job.run() }
        while true {
            if let outcome = job.outcome { return outcome }
            if let other = queue.takeNext() { other.run() } else { queue.wait { job.outcome != nil } }
        }
    }

    /// Nobody will ask for what comes of a job: it is not begun any more.
    public func cancel<Outcome>(_ job: Job<Outcome>) { _ = queue.withdraw(job) }

    /// Does all that was begun, and ends the threads. What nobody has begun is left, until it is asked for or there are threads again.
    ///
    /// - Returns: Whether there were threads.
    @discardableResult
    public func rest() -> Bool {
        isShort = false
        guard !threads.isEmpty else { return false }
        queue.end()
        for thread in threads { thread.join() }
        threads = []
        queue.begin()
        return true
    }
}
