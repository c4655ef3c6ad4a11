import Transcripts

/// Google Contact Center AI: `{"entries":[…]}`, as conversations are uploaded to Insights, and conversations as Insights gives them back.
struct CCAI: JSONFormat {
    let name = "ccai"
    let title = "Google Contact Center AI"
    let recognition = "JSON with entries of role and text, or transcript with transcriptSegments"
    let lists = ["conversations"]

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        if isConversation(sample.value) { return .each }
        return sample.position == .whole && isConversation(sample.value["conversations"].firstElement) ? .each : nil
    }

    private func isConversation(_ value: JSONValue) -> Bool {
        if value["transcript"]["transcriptSegments"].isArray { return true }
        let entries = value["entries"]
        guard entries.isArray else { return false }
        let first = entries.firstElement
        guard first.exists else { return value["conversation_info"].isObject }
        return first["text"].kind != .missing && (first["role"].string != nil || first["start_timestamp_usec"].exists)
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        var transcripts: [Transcript] = []
        for (conversation, pointer) in record.records(under: "conversations") {
            try conversation.checkObject("a conversation", at: pointer)
            transcripts.append(try transcript(of: conversation, in: context, at: pointer))
        }
        return transcripts
    }

    private func transcript(of conversation: JSONValue, in context: RecordContext, at pointer: String) throws(RecordError) -> Transcript {
        let segments = conversation["transcript"]["transcriptSegments"]
        let isInsights = segments.isArray
        guard isInsights || conversation["entries"].isArray else {
            throw RecordError(
                "no-message-bodies", "a conversation without entries: nobody's words are in it", at: pointer,
                help: "export the conversation with its transcript")
        }
        let id = conversation["name"].name.map { $0.split(separator: "/").last.map { String($0) } ?? $0 }
        var draft = TranscriptDraft(id: conversation.firstName("conversation_id", "id") ?? id, context: context)
        let info = conversation["conversation_info"]
        draft.channel = conversation["medium"].string.map(ChannelWords.channel) ?? .unknown
        draft.language = conversation.firstName("languageCode", "language_code")
        draft.tags = info["categories"].elements.compactMap { $0["display_name"].name }
        let agents = info["agent_info"].isArray ? info["agent_info"] : conversation["qualityMetadata"]["agentInfo"]
        draft.agent = agents.firstElement.firstName("display_name", "displayName", "agent_id", "agentId") ?? conversation["agentId"].name
        let messages = isInsights ? segments : conversation["entries"]
        let place = isInsights ? "transcript/transcriptSegments" : "entries"
        let hasTimes = messages.elements.contains { Self.microseconds($0["start_timestamp_usec"]).map { $0 != 0 } ?? false }
        for (index, message) in messages.elements.enumerated() {
            let pointer = "\(pointer)/\(place)/\(index)"
            try message.checkObject("an entry", at: pointer)
            let time =
                isInsights
                ? SourceTime(message["messageTime"], settings: context.settings)
                : hasTimes ? Self.time(message["start_timestamp_usec"]) : nil
            try add(message, time: time, to: &draft, in: context, at: pointer)
        }
        return draft.finished()
    }

    /// Microseconds since 1970 where there are enough of them; a small number counts from an unknown origin.
    private static func time(_ value: JSONValue) -> SourceTime? {
        guard let microseconds = microseconds(value), microseconds >= 0 else { return nil }
        if microseconds < 1_000_000_000_000 { return SourceTime(microseconds: microseconds, isOffset: true) }
        // What is neither is no time: it would be before 1973 or beyond the year 9999.
        guard 100_000_000_000_000..<250_000_000_000_000_000 ~= microseconds else { return nil }
        return SourceTime(microseconds: microseconds)
    }

    private static func microseconds(_ value: JSONValue) -> Int64? {
        value.integer.map { Int64($0) } ?? value.string.flatMap { Int64($0) }
    }

    private func add(
        _ message: JSONValue, time: SourceTime?, to draft: inout TranscriptDraft, in context: RecordContext, at pointer: String
    ) throws(RecordError) {
        let participant = message["segmentParticipant"]
        let word = participant.isObject ? participant["role"] : message["role"]
        guard let role = word.string.flatMap(context.settings.role(ofWord:)) else {
            let help = "write AGENT, CUSTOMER or AUTOMATED_AGENT as the entry's role"
            guard let word = word.text else { throw RecordError("missing-key", "an entry without a “role”", at: pointer, help: help) }
            throw RecordError("unknown-word", "“\(word.prefix(40))” is no role", at: pointer, help: help)
        }
        let author =
            participant.isObject
            ? participant.firstName("userId", "obfuscatedExternalUserId", "dialogflowParticipantName") : message["user_id"].name
        try draft.add(role, author: author.map(context.people.name), time: time, body: .verbatim(message["text"]), at: pointer)
    }
}
