/// One export format; one file in `Formats/`, and one entry in `FormatList`.
///
/// A format is a `JSONFormat` or a `TextFormat`, which say how it is recognised by its content and read.
public protocol TranscriptFormat: Sendable {
    /// The word that records and messages call the format by, such as `zendesk`.
    var name: String { get }
    /// What people call it, such as “Zendesk Support”.
    var title: String { get }
    /// How a file of the format is recognised, in half a sentence: “JSON with …”.
    var recognition: String { get }
}
