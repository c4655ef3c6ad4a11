import Foundation
import TestSupport
import Testing

/// A program of this package, run as a process of its own.
struct Command {
    /// What came of a run.
    struct Outcome {
        var code: Int32
        var output: String
        var errors: String
    }

    let program: String
    /// Added to an environment that has nothing but a path.
    var environment: [String: String] = [:]

    static let tact = Command(program: "tact")

    /// Where the programs are: beside the tests.
    static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

    /// Runs the program in the checkout, waits for its end, and gives what it wrote.
    func run(_ arguments: [String], input: String = "") async throws -> Outcome {
        try await Self.run(Self.folder.appending(path: program), arguments, input: input, environment: environment)
    }

    /// Runs a line of shell, with the programs in its path.
    static func shell(_ line: String) async throws -> Outcome {
        try await run(URL(filePath: "/bin/bash"), ["-c", line], input: "", environment: [:])
    }

    private static func run(_ url: URL, _ arguments: [String], input: String, environment: [String: String]) async throws -> Outcome {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.currentDirectoryURL = Repository.root
        process.environment = ["PATH": "\(Self.folder.path()):/usr/bin:/bin"].merging(environment) { $1 }
        process.standardInput = FileHandle(forReadingAtPath: try folder.write(input, to: "input"))
        process.standardOutput = FileHandle(forWritingAtPath: try folder.write("", to: "output"))
        process.standardError = FileHandle(forWritingAtPath: try folder.write("", to: "errors"))
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        return Outcome(
            code: process.terminationStatus, output: try String(contentsOfFile: folder.path("output"), encoding: .utf8),
            errors: try String(contentsOfFile: folder.path("errors"), encoding: .utf8))
    }
}
