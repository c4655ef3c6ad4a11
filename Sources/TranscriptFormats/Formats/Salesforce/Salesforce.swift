import Transcripts

/// Salesforce: tables of LiveChatTranscript, EmailMessage and CaseComment as Data Loader writes them, and the entries of a conversation of
/// Enhanced Messaging.
struct Salesforce: TextFormat, JSONFormat {
    let name = "salesforce"
    let title = "Salesforce"
    let recognition =
        "a table with the columns of LiveChatTranscript, EmailMessage or CaseComment, or JSON with entries of sender.role and entryType"

    // MARK: Tables

    private enum Table { case chats, mails, comments }

    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition? {
        guard let header = header(of: head) else { return nil }
        if table(header) != nil { return .readable }
        guard header.has("parentid"), header.has("fromaddress"), header.has("incoming") || header.has("messagedate") else { return nil }
        return .withoutBodies(help: "export EmailMessage with its columns TextBody and HtmlBody")
    }

    func body(of input: Input, context: RecordContext) throws -> any ExportBody {
        let empty = FileError.withoutBodies(self, file: input.file, help: "no row has a body; export the rows that have one")
        guard let header = input.withBytes({ header(of: Array($0)) }), let table = table(header) else { throw empty }
        switch table {
        case .chats:
            let rows = SalesforceChats(header: header, context: context)
            return try DelimitedTable(rows, input: input, format: self, context: context, emptyTable: empty)
        case .mails:
            let rows = SalesforceMails(header: header, context: context)
            return try DelimitedTable(rows, input: input, format: self, context: context, emptyTable: empty)
        case .comments:
            let rows = SalesforceComments(header: header, context: context)
            return try DelimitedTable(rows, input: input, format: self, context: context, emptyTable: empty)
        }
    }

    private func header(of text: [UInt8]) -> DelimitedHeader? { DelimitedHeader.readings(of: text).max { $0.count < $1.count } }

    private func table(_ header: DelimitedHeader) -> Table? {
        if header.has("body"), Self.chatColumns.contains(where: header.has) { return .chats }
        if header.has("commentbody"), header.has("parentid") { return .comments }
        let hasBody = header.has("textbody") || header.has("htmlbody")
        return hasBody && (header.has("incoming") || header.has("fromaddress") && header.has("messagedate")) ? .mails : nil
    }

    /// Columns that tell LiveChatTranscript from any other table with a body.
    private static let chatColumns = [
        "supervisortranscriptbody", "chatduration", "chatkey", "livechatvisitorid", "livechatdeploymentid", "livechatbuttonid",
        "visitormessagecount", "operatormessagecount",
    ]

    // MARK: Enhanced Messaging

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        switch sample.position {
        case .listElement: nil
        case .element: SalesforceEntries.isEntry(sample.value) ? .together : nil
        case .whole:
            if SalesforceEntries.isEntry(sample.value) {
                .together
            } else {
                SalesforceEntries.isEntry(SalesforceEntries.list(of: sample.value).firstElement) ? .each : nil
            }
        }
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        try SalesforceEntries.transcripts(of: record, in: context)
    }
}
