import ArgumentParser
import TranscriptFormats

/// `tact formats`
struct FormatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "Name the formats of exports, and how each is recognised.",
        discussion: """
            Files are told apart by their content alone, whatever they are called; the formats are tried in the order in which they are listed. \
            Each may be compressed with gzip, or come with others in a zip archive; what is in none of them is described by a mapping \
            (see --export-settings of tact convert).
            """)

    func run() throws {
        let formats = FormatList.formats
        let width = formats.map(\.name.count).max() ?? 0
        let style = Terminal.style(of: .output)
        let lines = formats.flatMap { format in
            ["\(style.paint(format.name.padded(to: width), .strong))  \(format.title)"]
                + format.recognition.wrapped(width: Terminal.width, indent: width + 2, hanging: 0)
        }
        try StandardStreams.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    }
}
