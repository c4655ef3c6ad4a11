import ArgumentParser
import Diagnostics
import TranscriptFormats

/// `tact convert`
struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Write transcripts in tact's own format, one a line.",
        discussion: """
            Shows how an export is understood: who said what, and when. What it writes can be linted like any other export. With --explain it \
            says instead how each file was recognised, who was taken for whom, and what was left out and why.

            EXAMPLES
              tact convert tickets.csv > tickets.jsonl
              tact convert tickets.csv | head -1 | python3 -m json.tool
              tact convert --explain --agent @example.com mails.mbox
            """)

    @Argument(
        help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "file"), completion: .file())
    var paths: [String]

    @Flag(help: "Say how each file was understood, instead of writing transcripts.")
    var explain = false

    @OptionGroup(title: "What the files do not say") var exports: ExportOptions

    /// Results are written when there are so many bytes of them.
    private static let bufferSize = 1 << 16

    func run() throws {
        let inputs = InputFinder(paths)
        let settings = try exports.settings()
        let isComplete = try explain ? explainAll(inputs, settings) : convert(inputs, settings)
        if !isComplete { throw ExitCode(2) }
    }

    /// - Returns: Whether everything could be read.
    private func convert(_ inputs: InputFinder, _ settings: FormatSettings) throws -> Bool {
        var isComplete = true
        var output: [UInt8] = []
        var stream = TranscriptStream(inputs, settings: settings)
        var progress = ProgressBar()
        var count = 0
        while let item = stream.next() {
            switch item {
            case .transcript(let transcript, _):
                output += TranscriptWriter.line(transcript)
                count += 1
                guard output.count >= Self.bufferSize else { continue }
                progress.clear()
                try StandardStreams.write(output)
                output.removeAll(keepingCapacity: true)
                progress.update(done: stream.bytesRead, of: inputs.totalSize, transcripts: count)
            case .rejected(let record):
                progress.clear()
                StandardStreams.report([record.diagnostic])
                isComplete = false
            }
        }
        progress.clear()
        try StandardStreams.write(output)
        return isComplete
    }

    private func explainAll(_ inputs: InputFinder, _ settings: FormatSettings) throws -> Bool {
        var isComplete = inputs.problems.isEmpty
        StandardStreams.report(inputs.problems)
        for (index, input) in inputs.inputs.enumerated() {
            var explanation = ConvertExplanation(input.name)
            explanation.read(input, settings: settings)
            let text = explanation.text(style: Terminal.style(of: .output), width: Terminal.width)
            try StandardStreams.write(Array(((index > 0 ? "\n" : "") + text).utf8))
            isComplete = isComplete && explanation.isComplete
        }
        return isComplete
    }
}
