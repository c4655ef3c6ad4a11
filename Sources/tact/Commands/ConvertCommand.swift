import ArgumentParser
import TranscriptFormats

/// `tact convert`
struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Write transcripts in tact's own format, one a line.",
        discussion: """
            Shows how an export is understood: who said what, and when. What it writes can be linted like any other export.

            EXAMPLES
              tact convert tickets.csv > tickets.jsonl
              tact convert tickets.csv | head -1 | python3 -m json.tool
            """)

    @Argument(help: "Files, folders, or - for standard input.", completion: .file())
    var file: [String]

    func validate() throws {
        if file.isEmpty { throw ValidationError("Name a file or a folder, or - for standard input.") }
    }

    func run() throws {
        let found = InputFinder(file)
        StandardStreams.report(found.problems)
        var isComplete = found.problems.isEmpty
        var stream = TranscriptStream(found.inputs)
        while let item = stream.next() {
            switch item {
            case .transcript(let transcript, _):
                try StandardStreams.write(TranscriptWriter.line(transcript))
            case .rejected(let record):
                StandardStreams.report([record.diagnostic])
                isComplete = false
            }
        }
        if !isComplete { throw ExitCode(2) }
    }
}
