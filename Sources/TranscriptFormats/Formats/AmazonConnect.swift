import Transcripts

/// Amazon Connect: the transcript of a chat, and what Contact Lens makes of a call or a chat; one, an array, or a line each.
struct AmazonConnect: JSONFormat {
    let name = "amazon-connect"
    let title = "Amazon Connect"
    let recognition = "JSON with Transcript and Participants, or Transcript with ParticipantId"

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        let value = sample.value
        let transcript = value["Transcript"]
        if transcript.isArray {
            let first = transcript.firstElement
            let isItem = first["ParticipantId"].exists || first["ParticipantRole"].exists
            return value["Participants"].isArray || isItem ? .each : nil
        }
        let isAnalysis = value["Participants"].isArray && (value["JobStatus"].exists || value["ConversationCharacteristics"].exists)
        return isAnalysis ? .withoutBodies(help: "the analysis has no Transcript: export one whose JobStatus is COMPLETED") : nil
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        try record.checkObject("a contact")
        let transcript = record["Transcript"]
        guard transcript.isArray else {
            throw RecordError(
                "no-message-bodies", "a contact without a Transcript: nobody's words are in it", help: "export the contact's transcript")
        }
        let metadata = record["CustomerMetadata"]
        let id = record["ContactId"].name ?? metadata["ContactId"].name ?? record["InitialContactId"].name
        var draft = TranscriptDraft(id: id, context: context)
        draft.channel = channel(of: record)
        draft.language = record["LanguageCode"].name
        draft.tags = record["Categories"]["MatchedCategories"].elements.compactMap(\.name)
        let known = record["Participants"].elements.compactMap { participant in
            participant["ParticipantId"].name.flatMap { id in participant["ParticipantRole"].string.map { (id, $0) } }
        }
        let roles = Dictionary(known) { first, _ in first }
        for (index, item) in transcript.elements.enumerated() {
            try add(item, to: &draft, roles: roles, in: context, at: "/Transcript/\(index)")
        }
        return [draft.finished()]
    }

    private func channel(of record: JSONValue) -> Channel {
        if let word = record["Channel"].string { return ChannelWords.channel(of: word) }
        return record["Transcript"].elements.contains { $0["BeginOffsetMillis"].exists } ? .voice : .chat
    }

    private func add(
        _ item: JSONValue, to draft: inout TranscriptDraft, roles: [String: String], in context: RecordContext, at pointer: String
    ) throws(RecordError) {
        try item.checkObject("a message", at: pointer)
        let type = item["Type"].string ?? "MESSAGE"
        let content = item["ContentType"].string ?? ""
        switch type {
        case "MESSAGE", "ATTACHMENT": break
        case "EVENT": return draft.drop(.stateChange, at: pointer, detail: content.isEmpty ? type : content)
        default: return draft.drop(.unknownKind, at: pointer, detail: type)
        }
        let words = item["Content"].string ?? ""
        let isInteractive = content.hasPrefix("application/vnd.amazonaws.connect.message.interactive")
        try draft.add(
            role(of: item, roles: roles, in: context), author: item.firstName("DisplayName", "ParticipantId", "ParticipantRole"),
            time: time(of: item, in: context), body: .verbatim(isInteractive ? ConnectTemplate.text(of: words) : words),
            attachments: item["Attachments"].elements.map { $0.firstName("AttachmentName", "AttachmentId") }, at: pointer)
    }

    private func time(of item: JSONValue, in context: RecordContext) -> SourceTime? {
        if let time = SourceTime(item["AbsoluteTime"], settings: context.settings) { return time }
        return item["BeginOffsetMillis"].decimal.flatMap { SourceTime(offsetMilliseconds: $0) }
    }

    /// By the message's own word, else by that of its participant, whose id may be the word.
    private func role(of item: JSONValue, roles: [String: String], in context: RecordContext) -> Role {
        let id = item["ParticipantId"].name
        let words = [item["ParticipantRole"].string, id.flatMap { roles[$0] }, id]
        if let role = words.lazy.compactMap({ $0.flatMap(context.settings.role(ofWord:)) }).first { return role }
        guard let id else { return .system }
        return context.people.role(of: id) ?? (context.settings.agents.contains(id, item["DisplayName"].name) ? .agent : .customer)
    }
}

/// What an interactive message of Amazon Connect shows: its content is JSON in a string.
enum ConnectTemplate {
    /// The title, and the text below it; the content as it is where it is no template.
    static func text(of content: String) -> String {
        guard let document = try? JSONDocument(depthLimit: 16) else { return content }
        let parts: [String]? = Array(content.utf8).withUnsafeBufferPointer { bytes in
            guard let template = try? document.parse(bytes), template.isObject else { return nil }
            let shown = template["data"]["content"]
            // What a customer picks has only what was picked.
            return [shown["title"].name ?? template["action"].name, shown["subtitle"].name].compactMap { $0 }
        }
        return parts.map { $0.joined(separator: "\n") } ?? content
    }
}
