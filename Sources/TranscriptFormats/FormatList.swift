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

    /// The formats that a file may have, in the order in which they are tried.
    static func formats(with settings: FormatSettings) -> [any TranscriptFormat] {
        guard let mapping = settings.mapping else { return formats }
        return [MappedJSON(mapping), MappedTable(mapping)] + formats
    }
}
