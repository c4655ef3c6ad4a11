import SystemCalls
import Testing

@testable import Daemon

@Suite struct ChangeWatchTests {
    /// What a watch says at looks two seconds apart, when the file has these sizes.
    private func looks(_ sizes: [Int64?]) -> [Bool] {
        var position = 0
        var watch = ChangeWatch(now: 0) {
            [FileStamp(path: "a", status: sizes[position].map { FileStatus(kind: .regular, size: $0, inode: 1) })]
        }
        return sizes.indices.dropFirst().map { index in
            position = index
            return watch.hasChanged(now: Int64(index) * ChangeWatch.interval)
        }
    }

    @Test func `nothing changed, nothing told`() {
        #expect(looks([1, 1, 1]) == [false, false])
        #expect(looks([nil, nil]) == [false])
    }

    @Test func `a change is told once it has settled, and once`() {
        #expect(looks([1, 2, 2, 2, 2]) == [false, true, false, false])
        #expect(looks([1, 2, 3, 3, 3]) == [false, false, true, false])
    }

    @Test func `a file that comes or goes is a change`() {
        #expect(looks([nil, 1, 1]) == [false, true])
        #expect(looks([1, nil, nil]) == [false, true])
    }

    @Test func `what was taken back is no change`() {
        #expect(looks([1, 2, 1, 1]) == [false, false, false])
    }

    @Test func `looks no more often than it should`() {
        var count = 0
        var watch = ChangeWatch(now: 0) {
            count += 1
            return []
        }
        for now in 0..<10 { _ = watch.hasChanged(now: Int64(now) * ChangeWatch.interval / 5) }
        #expect(count == 2)
    }
}
