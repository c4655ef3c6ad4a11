/// One export format; one file in `Formats/`, and one entry in `FormatList`.
///
/// A format is a `JSONFormat` or a `TextFormat`, which say how it is recognised by its content and read.
public protocol TranscriptFormat: SendableMetatype {
    /// The word that records and messages call the format by, such as `zendesk`.
    static var name: String { get }
    /// What people call it, such as “Zendesk Support”.
    static var title: String { get }
    /// How a file of the format is recognised, in half a sentence: “JSON with …”.
    static var recognition: String { get }
}
