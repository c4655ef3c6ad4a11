import Synchronization
import SystemCalls
import Testing

@Suite struct ThreadTests {
    @Test func runsItsBodyUntilJoined() throws {
        let count = Atomic(0)
        let threads = try (0..<4).map { number in
            try PosixThread(name: "a long name for a thread \(number)") {
                for _ in 0..<1000 { count.add(1, ordering: .relaxed) }
            }
        }
        for thread in threads { thread.join() }
        threads[0].join()
        #expect(count.load(ordering: .relaxed) == 4000)
    }

    @Test func refusesAnImpossibleStack() {
        #expect(throws: SystemCallError.self) { try PosixThread(name: "x", stackSize: 1) {} }
    }

    @Test func wakesWhoWaits() throws {
        let there = WakeUp()
        let back = WakeUp()
        let thread = try PosixThread(name: "echo") {
            there.wait(upTo: nil)
            back.notify()
        }
        there.notify()
        #expect(back.wait(upTo: nil))
        thread.join()
    }

    @Test func keepsNotificationsAsOne() {
        let wakeUp = WakeUp()
        wakeUp.notify()
        wakeUp.notify()
        #expect(wakeUp.wait(upTo: .zero))
        #expect(!wakeUp.wait(upTo: .zero))
        #expect(!wakeUp.wait(upTo: .milliseconds(1)))
    }

    @Test func durationsAreClamped() {
        #expect(Duration.seconds(2).nanoseconds == 2_000_000_000)
        #expect(Duration.milliseconds(-1).nanoseconds == 0)
        #expect(Duration.seconds(Int64.max / 2).nanoseconds == .max)
    }
}

@Suite struct NumberTests {
    @Test func checksumIsThatOfZlib() {
        #expect(Checksum.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(Checksum.crc32(Array("6789".utf8), after: Checksum.crc32(Array("12345".utf8))) == 0xCBF4_3926)
        #expect(Checksum.crc32([UInt8](), after: 17) == 17)
    }

    @Test func randomBytesDiffer() throws {
        #expect(try RandomBytes.make(16) != RandomBytes.make(16))
        #expect(try RandomBytes.make(1000).count == 1000)
        #expect(try RandomBytes.make(0).isEmpty)
    }

    @Test func clocksGoOn() {
        let time = MachineTime()
        let first = time.monotonic
        #expect(time.monotonic >= first)
        // 2020-01-01, in nanoseconds.
        #expect(time.wall > 1_577_836_800_000_000_000)
    }
}
