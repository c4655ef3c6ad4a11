/// The formats that are known. A new format is a file in `Formats/` and an entry here.
public enum FormatList {
    /// In the order in which they are tried: the first that recognises a file reads it, so the weaker a fingerprint, the later.
    public static let formats: [any TranscriptFormat] = [
        Tact(),
        Freshdesk(),
        Zendesk(),
        ZendeskChat(),
        Intercom(),
        HelpScout(),
        Front(),
        Gorgias(),
        HubSpot(),
        AmazonConnect(),
        Chatwoot(),
        ZohoDesk(),
        LiveChat(),
        JiraServiceManagement(),
        Zammad(),
        CCAI(),
        Genesys(),
        Salesforce(),
        Slack(),
        Freshchat(),
        Kustomer(),
        Crisp(),
        Drift(),
        Sunshine(),
        RocketChat(),
        Twilio(),
        Dixa(),
        ServiceNow(),
        TeamsChat(),
        Messages(),
        Email(),
        RequestTracker(),
        WebVTT(),
        ChatLog(),
        DelimitedMessages(),
    ]

    /// All that a file may have, for messages.
    static func formats(with settings: FormatSettings) -> [any TranscriptFormat] {
        settings.mapping.map { [MappedJSON($0)] + formats } ?? formats
    }

    /// Those of text, in the order in which they are tried; a mapping goes before.
    static func textFormats(with settings: FormatSettings) -> [any TextFormat] {
        settings.mapping.map { [MappedTable($0)] + textFormats } ?? textFormats
    }

    private static let textFormats = formats.compactMap { $0 as? any TextFormat }
}
