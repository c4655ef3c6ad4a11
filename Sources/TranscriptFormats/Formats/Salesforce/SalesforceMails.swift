import Transcripts

/// Rows of EmailMessage: mails, put together by their case.
struct SalesforceMails: TableRows {
    let header: DelimitedHeader
    let context: RecordContext

    let haveIDs = true

    /// The case; a mail without one stands alone.
    func id(of row: DelimitedReader.Row) -> String? {
        ["parentid", "relatedtoid", "threadidentifier", "id"].lazy.compactMap { header.value($0, of: row) }.first
    }

    func add(_ row: DelimitedReader.Row, to draft: inout TranscriptDraft) throws(RecordError) {
        draft.channel = .email
        let place = header.value("id", of: row) ?? ""
        // The statuses are New, Read, Replied, Sent, Forwarded and Draft, counted from 0.
        if ["5", "draft"].contains(header.value("status", of: row)?.lowercased()) || flag("isprivatedraft", of: row) == true {
            return draft.drop(.draft, at: place)
        }
        if flag("isdeleted", of: row) == true { return draft.drop(.hidden, at: place) }
        let address = header.value("fromaddress", of: row)
        let name = header.value("fromname", of: row)
        let time = header.value("messagedate", of: row) ?? header.value("createddate", of: row)
        let text = header.value("textbody", of: row)
        try draft.add(
            role(of: row, name: name, address: address), author: name ?? address,
            time: try time.map { text throws(RecordError) in try SourceTime(field: text, settings: context.settings) },
            body: text.map { .plain($0) } ?? .html(header.value("htmlbody", of: row) ?? ""),
            attachments: flag("hasattachment", of: row) == true ? [nil] : [], at: place)
    }

    private func role(of row: DelimitedReader.Row, name: String?, address: String?) -> Role {
        if let isIncoming = flag("incoming", of: row) { return isIncoming ? .customer : .agent }
        return MailRoles.role(name: name, address: address, settings: context.settings)
    }

    private func flag(_ column: String, of row: DelimitedReader.Row) -> Bool? { DelimitedHeader.flag(header.value(column, of: row)) }
}

/// Rows of CaseComment: comments, put together by their case.
struct SalesforceComments: TableRows {
    let header: DelimitedHeader
    let context: RecordContext

    let haveIDs = true

    func id(of row: DelimitedReader.Row) -> String? { header.value("parentid", of: row) }

    func add(_ row: DelimitedReader.Row, to draft: inout TranscriptDraft) throws(RecordError) {
        // Customers read and write comments in the portal alone.
        draft.channel = .web
        let place = header.value("id", of: row) ?? ""
        if DelimitedHeader.flag(header.value("isdeleted", of: row)) == true { return draft.drop(.hidden, at: place) }
        let author = header.value("createdbyid", of: row)
        let name = header.value("createdby_name", of: row) ?? author.flatMap { context.people[$0]?.name }
        let time = try header.value("createddate", of: row).map { text throws(RecordError) in
            try SourceTime(field: text, settings: context.settings)
        }
        let isPrivate = DelimitedHeader.flag(header.value("ispublished", of: row)) == false
        try draft.add(
            isPrivate ? .note : role(of: author, name: name), author: name ?? author, time: time,
            body: .plain(header.value("commentbody", of: row) ?? ""), at: place)
    }

    /// Comments are mostly the team's: whoever may be a customer has to be told from them by the settings.
    private func role(of author: String?, name: String?) -> Role {
        if let role = author.flatMap({ context.people.role(of: $0) }) { return role }
        let agents = context.settings.agents
        return agents.isEmpty || agents.contains(author, name) ? .agent : .customer
    }
}
