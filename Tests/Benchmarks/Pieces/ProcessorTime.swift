import Glibc

/// The processor time of this thread: others that use the machine disturb it less than the time on the wall.
enum ProcessorTime {
    static var nanoseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
