/// An export format that is text other than JSON.
protocol TextFormat: TranscriptFormat {
    /// Whether a text is of the format; nil where it is not.
    ///
    /// - Parameter head: The first 64 KiB of the text.
    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition?

    /// What reads the text.
    ///
    /// - Parameter input: Its front is where the text begins.
    func body(of input: Input, context: RecordContext) throws -> any ExportBody
}

/// A text format that is read as a whole, since what belongs together may be anywhere.
protocol WholeTextFormat: TextFormat {
    /// All that the text holds, in order.
    ///
    /// - Parameter origin: Where the text begins in its file.
    func items(of text: [UInt8], origin: RecordOrigin, context: RecordContext) throws -> [ExportItem]
}

extension WholeTextFormat {
    func body(of input: Input, context: RecordContext) throws -> any ExportBody { WholeText(input, format: self, context: context) }
}

/// What a text format makes of a file.
enum TextRecognition: Equatable {
    case readable
    /// It is an export of a helpdesk, but nobody's words are in it.
    ///
    /// - Parameter help: What to export instead.
    case withoutBodies(help: String)
}
