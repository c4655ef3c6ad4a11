import Foundation
import SystemCalls
import TestSupport
import Testing

@testable import Findings

/// The promise: every record exactly once, whatever is killed, cut off or refused when.
@Suite struct CrashTests {
    private let workload = LogWorkload()

    /// A fresh machine with files that wait.
    private func machine(unsynchronized: Set<String> = []) throws -> MemoryFileSystem {
        let machine = MemoryFileSystem(folders: LogWorkload.folders, unsynchronized: unsynchronized)
        try workload.deliver(to: machine)
        return machine
    }

    /// Calls `body` for the first, second … call that changes something, until there are no more.
    private func eachCall(_ limit: Int = 1000, _ body: (Int) throws -> Bool) throws -> Int {
        for call in 1..<limit where try !body(call) { return call - 1 }
        Issue.record("there is no end of calls")
        return limit
    }

    @Test func worksWhereNothingGoesWrong() throws {
        let machine = try machine()
        try workload.run(on: machine)
        #expect(try workload.mistakes(on: machine) == [])
    }

    @Test(arguments: FaultyFileSystem.Fault.allCases)
    func survivesAFaultAtEveryCall(_ fault: FaultyFileSystem.Fault) throws {
        let calls = try eachCall { call in
            let machine = try machine()
            let faulty = FaultyFileSystem(machine, fault, at: call)
            try? workload.run(on: faulty)
            try workload.run(on: machine)
            let mistakes = try workload.mistakes(on: machine)
            #expect(mistakes == [], "\(fault) at call \(call)")
            return faulty.fired
        }
        #expect(calls > 30)
    }

    @Test(arguments: [FaultyFileSystem.Fault.noSpace])
    func goesOnByItselfWhenSpaceComesBack(_ fault: FaultyFileSystem.Fault) throws {
        _ = try eachCall { call in
            let machine = try machine()
            let faulty = FaultyFileSystem(machine, fault, at: call)
            do {
                try workload.run(on: faulty)
                #expect(try workload.mistakes(on: machine) == [], "\(fault) at call \(call)")
            } catch LogError.syncFailed {
                // Whatever the reason: after a failed synchronisation the process ends.
            }
            return faulty.fired
        }
    }

    @Test(arguments: [FaultyFileSystem.Fault.killBefore, .killWithin, .killAfter])
    func survivesAnotherKillInRecovery(_ fault: FaultyFileSystem.Fault) throws {
        _ = try eachCall { call in
            var fired = false
            for second in 1...12 {
                let machine = try machine()
                let faulty = FaultyFileSystem(machine, .killAfter, at: call)
                try? workload.run(on: faulty)
                try? workload.run(on: FaultyFileSystem(machine, fault, at: second))
                try workload.run(on: machine)
                #expect(try workload.mistakes(on: machine) == [], "killed at call \(call), then at \(second)")
                fired = faulty.fired
            }
            return fired
        }
    }

    @Test(arguments: MemoryFileSystem.Cut.allCases, [1, 2, 4])
    func survivesAPowerCutAtEveryCall(_ cut: MemoryFileSystem.Cut, _ batch: Int) throws {
        let workload = LogWorkload(batch: batch)
        _ = try eachCall { call in
            let before = try machine()
            let faulty = FaultyFileSystem(before, .killWithin, at: call)
            try? workload.run(on: faulty)
            let machine = before.afterPowerCut(cut)
            try workload.run(on: machine)
            #expect(try workload.mistakes(on: machine) == [], "\(cut) at call \(call)")
            return faulty.fired
        }
    }

    @Test(arguments: MemoryFileSystem.Cut.allCases, MemoryFileSystem.Cut.allCases)
    func survivesAPowerCutInRecovery(_ first: MemoryFileSystem.Cut, _ second: MemoryFileSystem.Cut) throws {
        _ = try eachCall { call in
            var fired = false
            for again in 1...6 {
                let before = try machine()
                let faulty = FaultyFileSystem(before, .killAfter, at: call)
                try? workload.run(on: faulty)
                let between = before.afterPowerCut(first)
                try? workload.run(on: FaultyFileSystem(between, .killAfter, at: again))
                let machine = between.afterPowerCut(second)
                try workload.run(on: machine)
                #expect(try workload.mistakes(on: machine) == [], "cut at call \(call), then at \(again)")
                fired = faulty.fired
            }
            return fired
        }
    }

    /// The disk says once that it could not write, and then nothing more; the next start must find out. Then the power is cut.
    @Test func survivesASynchronizationThatLies() throws {
        _ = try eachCall { call in
            let before = try machine()
            let faulty = FaultyFileSystem(before, .inputOutputError, at: call)
            try? workload.run(on: faulty)
            try workload.run(on: before)
            let machine = before.afterPowerCut(.nothing)
            #expect(try workload.mistakes(on: machine) == [], "failed at call \(call)")
            return faulty.fired
        }
    }

    /// Leaves out one synchronisation after the other: a harness that does not notice proves nothing.
    @Test(arguments: [["journal", "journal.new"], ["findings.jsonl"], ["log"], ["state"], ["in", "done"]])
    func aMissingSynchronizationIsNoticed(_ names: Set<String>) throws {
        var failures = 0
        for cut in MemoryFileSystem.Cut.allCases {
            _ = try eachCall { call in
                let before = try machine(unsynchronized: names)
                let faulty = FaultyFileSystem(before, .killAfter, at: call)
                try? workload.run(on: faulty)
                let machine = before.afterPowerCut(cut)
                let isWrong = (try? workload.run(on: machine)) == nil
                if try isWrong || !workload.mistakes(on: machine).isEmpty { failures += 1 }
                return faulty.fired
            }
        }
        #expect(failures > 0, "without synchronising \(names.sorted())")
    }

    @Test func survivesRotationBetweenCrashAndRecovery() throws {
        _ = try eachCall { call in
            let machine = try machine()
            let faulty = FaultyFileSystem(machine, .killAfter, at: call)
            try? workload.run(on: faulty)
            let folder = try machine.openFolder(path: workload.log)
            let (name, rotated) = (FileName(constant: "findings.jsonl"), FileName(constant: "findings.jsonl.1"))
            try? machine.rename(name, in: folder, to: rotated, in: folder)
            // An empty file in its place, as logrotate makes it, or none.
            if call % 2 == 0 { _ = try machine.create(name, in: folder, permissions: 0o640) }
            try workload.run(on: machine)
            let mistakes = try workload.mistakes(on: machine)
            #expect(mistakes == [], "rotated after a kill at call \(call)")
            return faulty.fired
        }
    }

    @Test func survivesAKillWhileRotatingBySize() throws {
        let workload = LogWorkload(largestFile: 1)
        for fault in [FaultyFileSystem.Fault.killBefore, .killWithin, .killAfter] {
            _ = try eachCall { call in
                let before = MemoryFileSystem(folders: LogWorkload.folders)
                try workload.deliver(to: before)
                let faulty = FaultyFileSystem(before, fault, at: call)
                try? workload.run(on: faulty)
                for cut in MemoryFileSystem.Cut.allCases {
                    let machine = before.afterPowerCut(cut)
                    try workload.run(on: machine)
                    #expect(try workload.mistakes(on: machine) == [], "\(fault) at call \(call), \(cut)")
                }
                return faulty.fired
            }
        }
    }

    @Test func survivesAKillAtEveryCallOnARealDisk() throws {
        let temporary = try TemporaryFolder()
        for fault in [FaultyFileSystem.Fault.killWithin, .noSpace] {
            _ = try eachCall { call in
                let root = temporary.path("\(fault)-\(call)")
                let files = LinuxFileSystem()
                for folder in LogWorkload.folders { try files.makeFolders(path: root + folder, permissions: 0o700) }
                let workload = LogWorkload(root: root)
                try workload.deliver(to: files)
                let faulty = FaultyFileSystem(files, fault, at: call)
                try? workload.run(on: faulty)
                try workload.run(on: files)
                #expect(try workload.mistakes(on: files) == [], "\(fault) at call \(call)")
                return faulty.fired
            }
        }
    }

    /// `TACT_SEEDS` asks for more than the usual number of seeds, with ten rounds each.
    private static let seeds = ProcessInfo.processInfo.environment["TACT_SEEDS"].flatMap { Int($0) } ?? 40

    /// Faults, power cuts and rotations in any order; the seed tells which.
    @Test(arguments: 0..<seeds)
    func survivesWhateverComes(_ seed: Int) throws {
        for round in 0..<10 {
            var generator = SeededGenerator(seed: UInt64(seed * 10 + round))
            var machine = try machine()
            var story: [String] = []
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let fault = try #require(FaultyFileSystem.Fault.allCases.randomElement(using: &generator))
                let call = Int.random(in: 1...25, using: &generator)
                story.append("\(fault) at \(call)")
                let workload = LogWorkload(
                    largestFile: Bool.random(using: &generator) ? 1 : nil, batch: Int.random(in: 1...4, using: &generator))
                try? workload.run(on: FaultyFileSystem(machine, fault, at: call))
                if Int.random(in: 0..<3, using: &generator) == 0 {
                    let cut = try #require(MemoryFileSystem.Cut.allCases.randomElement(using: &generator))
                    machine = machine.afterPowerCut(cut)
                    story.append("power cut, \(cut)")
                }
                if Int.random(in: 0..<3, using: &generator) == 0 {
                    let withCreate = Bool.random(using: &generator)
                    try rotate(machine, number: story.count, withCreate: withCreate)
                    story.append("rotated\(withCreate ? ", with create" : "")")
                }
            }
            try workload.run(on: machine)
            let mistakes = try workload.mistakes(on: machine)
            #expect(mistakes == [], "seed \(seed), round \(round): \(story)")
        }
    }

    private func rotate(_ machine: MemoryFileSystem, number: Int, withCreate: Bool) throws {
        let folder = try machine.openFolder(path: workload.log)
        let name = FileName(constant: "findings.jsonl")
        guard try machine.statusIfPresent(of: name, in: folder) != nil else { return }
        try machine.rename(name, in: folder, to: try #require(FileName("findings.jsonl.\(number)")), in: folder)
        if withCreate { _ = try machine.create(name, in: folder, permissions: 0o640) }
    }
}
