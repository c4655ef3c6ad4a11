import Synchronization
import SystemCalls
import TestSupport
import Testing

@Suite struct CrewTests {
    /// As much work as the number says.
    private static func work(_ number: Int) -> Int {
        for _ in 0..<(number % 7) * 300 { _ = MachineTime().monotonic }
        return number * number
    }

    @Test(arguments: [0, 1, 3])
    func givesEachOutcomeToWhoAsksForIt(size: Int) {
        var generator = SeededGenerator(seed: UInt64(size))
        let crew = Crew(name: "crew", size: size)
        for round in 0..<20 {
            let calls = Atomic(0)
            let jobs = (0..<Int.random(in: 0...80, using: &generator)).map { number in
                crew.start {
                    calls.add(1, ordering: .relaxed)
                    return Self.work(number)
                }
            }
            for (number, job) in jobs.enumerated().shuffled(using: &generator) {
                #expect(crew.outcome(of: job) == number * number)
                #expect(job.outcome == number * number)
            }
            // Each was done once.
            #expect(calls.load(ordering: .relaxed) == jobs.count)
            if round % 3 == 0 { crew.rest() }
        }
    }

    @Test func withoutThreadsNothingIsDoneUnlessItIsAskedFor() {
        let crew = Crew(name: "crew", size: 0)
        let jobs = (0..<5).map { number in crew.start { number } }
        #expect(jobs.allSatisfy { $0.outcome == nil })
        #expect(crew.outcome(of: jobs[3]) == 3)
        #expect(jobs.map(\.outcome) == [nil, nil, nil, 3, nil])
    }

    @Test func oneJobIsLeftToItsOwner() {
        let crew = Crew(name: "crew", size: 4)
        for number in 0..<100 {
            let job = crew.start { number }
            #expect(job.outcome == nil)
            #expect(crew.outcome(of: job) == number)
        }
    }

    @Test func itsThreadsWorkWhileTheOwnerDoesSomethingElse() {
        let crew = Crew(name: "crew", size: 2)
        let wakeUp = WakeUp()
        _ = crew.start { wakeUp.notify() }
        _ = crew.start { wakeUp.notify() }
        #expect(wakeUp.wait(upTo: .seconds(20)))
    }

    @Test func whatIsCancelledIsNotBegun() {
        let crew = Crew(name: "crew", size: 0)
        let first = crew.start { 1 }
        let second = crew.start { 2 }
        crew.cancel(first)
        crew.cancel(first)
        #expect(crew.outcome(of: second) == 2)
        #expect(first.outcome == nil)
    }

    @Test func afterARestItGoesOn() {
        let crew = Crew(name: "crew", size: 2)
        let jobs = (0..<50).map { number in crew.start { Self.work(number) } }
        crew.rest()
        crew.rest()
        #expect(jobs.map { crew.outcome(of: $0) } == (0..<50).map { $0 * $0 })
    }

    /// Where no thread can be had its owner does all.
    @Test func doesWithoutThreads() {
        let crew = Crew(name: "crew", size: 2, stackSize: 1)
        let jobs = (0..<10).map { number in crew.start { number } }
        #expect(jobs.map { crew.outcome(of: $0) } == Array(0..<10))
    }

    @Test func theProcessMayUseAProcessor() { #expect(Processors.count >= 1) }
}
