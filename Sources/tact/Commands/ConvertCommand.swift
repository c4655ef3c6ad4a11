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

    /// Results are written when there are so many bytes of them.
    private static let bufferSize = 1 << 16

    func run() throws {
        var isComplete = true
        var output: [UInt8] = []
        var stream = TranscriptStream(InputFinder(paths))
        while let item = stream.next() {
            switch item {
            case .transcript(let transcript, _):
                output += TranscriptWriter.line(transcript)
                if output.count >= Self.bufferSize {
                    try StandardStreams.write(output)
                    output.removeAll(keepingCapacity: true)
                }
            case .rejected(let record):
                StandardStreams.report([record.diagnostic])
                isComplete = false
            }
        }
        try StandardStreams.write(output)
        if !isComplete { throw ExitCode(2) }
    }
}
