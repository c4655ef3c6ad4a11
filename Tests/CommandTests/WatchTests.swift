import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct WatchTests {
    /// A program that runs while the test changes what it reads.
    private final class Running {
        let process = Process()
        private let output = Pipe()
        private var chunks: AsyncStream<String>.Iterator
        private let end: AsyncStream<Void>

        init(_ arguments: [String]) throws {
            process.executableURL = Command.folder.appending(path: "tact")
            process.arguments = arguments
            process.environment = ["PATH": "/usr/bin:/bin"]
            process.standardOutput = output
            process.standardError = output
            let reader = output.fileHandleForReading
            chunks = AsyncStream { chunks in
                reader.readabilityHandler = { handle in
                    let data = handle.availableData
                    if data.isEmpty {
                        handle.readabilityHandler = nil
                        chunks.finish()
                    } else {
                        chunks.yield(String(decoding: data, as: UTF8.self))
                    }
                }
            }.makeAsyncIterator()
            let process = process
            end = AsyncStream { end in process.terminationHandler = { _ in end.finish() } }
            // The threads of tests have signals blocked, and a process inherits that: then no Ctrl-C could end it.
            var none = sigset_t()
            var before = sigset_t()
            sigemptyset(&none)
            pthread_sigmask(SIG_SETMASK, &none, &before)
            defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
            try process.run()
        }

        /// What it writes up to the line that says that it waits.
        func untilItWaits() async -> String {
            var text = ""
            while !text.contains("Ctrl-C ends\n"), let chunk = await chunks.next() { text += chunk }
            return text
        }

        func interrupt() async {
            process.interrupt()
            for await _ in end {}
        }
    }

    private static let good = "Tests/Fixtures/commands/rules.json"
    private static let bad = "Tests/Fixtures/commands/bad-rules.json"
    private static let failing = "Tests/Fixtures/commands/failing-rules.json"

    @Test func testsAgainWhenAPackChanges() async throws {
        let folder = try TemporaryFolder()
        let pack = try folder.write(try Repository.text(Self.good), to: "team.json")
        let running = try Running(["rules", "test", "--watch", folder.path])
        #expect(await running.untilItWaits().contains("2 rules, 4 examples, 8 variants: all hold\n"))
        try folder.write(try Repository.text(Self.failing), to: "team.json")
        #expect(await running.untilItWaits().contains("2 do not hold\n"))
        try folder.write(try Repository.text(Self.bad), to: "team.json")
        #expect(await running.untilItWaits().contains("did you mean “forbid”?"))
        try FileManager.default.removeItem(atPath: pack)
        #expect(await running.untilItWaits().contains("[no-packs]"))
        try folder.write(try Repository.text(Self.good), to: "another.json")
        let last = await running.untilItWaits()
        #expect(last.contains("all hold\n"))
        #expect(last.contains(/\d\d:\d\d:\d\d: waiting/))
        await running.interrupt()
        #expect(running.process.terminationReason == .uncaughtSignal)
        #expect(running.process.terminationStatus == SIGINT)
    }

    @Test func checksAgainWhenAPackChanges() async throws {
        let folder = try TemporaryFolder()
        let pack = try folder.write(try Repository.text(Self.bad), to: "team.json")
        let running = try Running(["rules", "check", "--watch", pack])
        #expect(await running.untilItWaits().contains("errors\n"))
        try folder.write(try Repository.text(Self.good), to: "team.json")
        #expect(await running.untilItWaits().contains("no errors\n"))
        await running.interrupt()
    }

    @Test func theScreenIsClearedOnATerminalOnly() async throws {
        let folder = try TemporaryFolder()
        let pack = try folder.write(try Repository.text(Self.good), to: "team.json")
        let running = try Running(["rules", "test", "--watch", pack])
        #expect(!(await running.untilItWaits().contains("\u{1B}")))
        await running.interrupt()
    }
}
