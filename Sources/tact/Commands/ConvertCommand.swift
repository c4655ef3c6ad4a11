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

    @Argument(
        help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "file"), completion: .file())
    var paths: [String]

    func run() throws {
        var isComplete = true
        var stream = TranscriptStream(InputFinder(paths))
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
