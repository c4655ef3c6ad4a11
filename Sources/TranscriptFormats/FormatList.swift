/// The formats that are known. A new format is a file in `Formats/` and an entry here.
public enum FormatList {
    /// In the order in which they are tried: the first that recognises a file reads it, so the weaker a fingerprint, the later.
    public static let formats: [any TranscriptFormat] = [
        Tact(),
        Zendesk(),
        Intercom(),
        Salesforce(),
        Messages(),
        Email(),
        RequestTracker(),
        WebVTT(),
        ChatLog(),
        DelimitedMessages(),
    ]
}
