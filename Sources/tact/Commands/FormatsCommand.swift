import ArgumentParser
import TranscriptFormats

/// `tact formats`
struct FormatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "Name the formats of exports, and how each is recognised.")

    func run() throws {
        let width = FormatList.formats.map { $0.name.count }.max() ?? 0
        let lines = FormatList.formats.map { format in
            "\(format.name.padded(to: width))  \(format.title): \(format.recognition)\n"
        }
        try StandardStreams.write(Array(lines.joined().utf8))
    }
}
