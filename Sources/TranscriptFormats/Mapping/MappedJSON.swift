import Transcripts

/// JSON of one's own, laid out as a mapping says.
struct MappedJSON: JSONFormat {
    private let mapping: ExportMapping
    private let conversations: JSONPath?
    private let messages: JSONPath?
    private let paths: [ExportMapping.Field: [JSONPath]]

    init(_ mapping: ExportMapping) {
        self.mapping = mapping
        conversations = mapping.conversations.map { JSONPath($0) }
        messages = mapping.messages.map { JSONPath($0) }
        paths = mapping.fields.compactMapValues { source in
            if case .places(let places) = source { places.map { JSONPath($0) } } else { nil }
        }
    }

    var name: String { mapping.name }
    var title: String { "“\(mapping.name)”, a mapping of one's own" }
    var recognition: String { "JSON with what the mapping names" }
    var lists: [String] { conversations?.onlyKey.map { [$0] } ?? [] }

    // MARK: Recognising

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        guard let conversations else { return recognise(record: sample.value) }
        switch sample.position {
        case .listElement(let key): return key == conversations.onlyKey ? recognise(record: sample.value) : nil
        case .element: return nil
        case .whole:
            let list = conversations.value(in: sample.value)
            guard list.isArray else { return nil }
            // Messages of a list that is not streamed come together, as the record that the file is.
            return !list.firstElement.exists || recognise(record: list.firstElement) != nil ? .each : nil
        }
    }

    private func recognise(record: JSONValue) -> JSONRecognition? {
        guard let messages else { return value(.text, of: record).exists ? .together : nil }
        let list = messages.value(in: record)
        guard list.isArray else { return nil }
        let first = list.firstElement
        return !first.exists || paths[.text]?.contains { $0.value(in: first).kind != .missing } == true ? .each : nil
    }

    // MARK: Reading

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        var records = [(value: record, pointer: "")]
        if let conversations, case let list = conversations.value(in: record), list.isArray {
            records = list.elements.enumerated().map { ($1, "\(conversations.pointer)/\($0)") }
        } else if record.isArray {
            records = record.elements.enumerated().map { ($1, "/\($0)") }
        }
        guard let messages else { return try grouped(records, in: context) }
        var transcripts: [Transcript] = []
        for (index, record) in records.enumerated() {
            let context = records.count == 1 ? context : context.numbered(index + 1)
            transcripts.append(try transcript(of: record.value, messages: messages, at: record.pointer, in: context))
        }
        return transcripts
    }

    private func transcript(
        of conversation: JSONValue, messages: JSONPath, at pointer: String, in context: RecordContext
    ) throws(RecordError) -> Transcript {
        try conversation.checkObject("a conversation", at: pointer)
        let list = messages.value(in: conversation)
        guard list.isArray else {
            throw RecordError(
                "no-message-bodies", "there is no list of messages at “\(messages.pointer)”", at: pointer,
                help: "correct “messages” in the mapping, or export the conversations with their messages")
        }
        var draft = TranscriptDraft(id: text(.id, of: conversation), context: context)
        fill(&draft, from: conversation)
        for (index, message) in list.elements.enumerated() {
            try add(message, to: &draft, at: "\(pointer)\(messages.pointer)/\(index)", in: context)
        }
        return draft.finished()
    }

    /// Conversations put together from messages by their ids, in the order in which they come up.
    private func grouped(_ records: [(value: JSONValue, pointer: String)], in context: RecordContext) throws(RecordError) -> [Transcript] {
        var groups = TranscriptGroups(context: context)
        for (message, pointer) in records {
            try message.checkObject("a message", at: pointer)
            let id = text(.id, of: message)
            if id == nil, mapping.fields[.id] != nil {
                throw RecordError(
                    "missing-id", "a message without an id", at: pointer,
                    help: "correct “id” in the mapping, or export each message with the id of its conversation")
            }
            try groups.add(to: id) { draft throws(RecordError) in
                fill(&draft, from: message)
                try add(message, to: &draft, at: pointer, in: context)
            }
        }
        return groups.finished()
    }

    private func fill(_ draft: inout TranscriptDraft, from record: JSONValue) {
        if draft.channel == .unknown { draft.channel = text(.channel, of: record).map(ChannelWords.channel) ?? .unknown }
        draft.language = draft.language ?? text(.language, of: record)
        draft.agent = draft.agent ?? text(.agent, of: record)
        draft.state = text(.state, of: record).flatMap(StateWords.state) ?? draft.state
        draft.queue = draft.queue ?? text(.queue, of: record)
        draft.csat = text(.csat, of: record).flatMap(Rating.value(of:)) ?? draft.csat
        let tags = value(.tags, of: record)
        if draft.tags.isEmpty {
            draft.tags = tags.isArray ? tags.elements.compactMap { $0.name ?? $0["name"].name } : tags.name.map { [$0] } ?? []
        }
    }

    private func add(_ message: JSONValue, to draft: inout TranscriptDraft, at pointer: String, in context: RecordContext)
        throws(RecordError)
    {
        try message.checkObject("a message", at: pointer)
        let author = text(.author, of: message)
        let body = text(.text, of: message) ?? ""
        let attachments = value(.attachments, of: message)
        try draft.add(
            try role(of: message, author: author, at: pointer, in: context.settings), author: author,
            time: SourceTime(value(.time, of: message), settings: context.settings),
            body: MessageBody(body, mapping.textKind),
            attachments: Attachments.names(in: attachments), at: pointer)
    }

    private func role(
        of message: JSONValue, author: String?, at pointer: String, in settings: FormatSettings
    ) throws(RecordError) -> Role {
        if value(.isPrivate, of: message).flag == true || value(.isPublic, of: message).flag == false { return .note }
        if text(.kind, of: message).flatMap(settings.role(ofWord:)) == .note { return .note }
        if let author, settings.agents.contains(author) { return .agent }
        guard let word = text(.role, of: message) else { return author.flatMap(settings.role(ofName:)) ?? .customer }
        if let role = settings.role(ofWord: word) { return role }
        throw RecordError(
            "unknown-word", "“\(word.prefix(40))” is no role that is known", at: pointer,
            help: "add it to “roles” in the settings, such as \"roles\": {\"\(word.prefix(40))\": \"agent\"}")
    }

    // MARK: Fields

    private func value(_ field: ExportMapping.Field, of record: JSONValue) -> JSONValue {
        let values = paths[field]?.lazy.map { $0.value(in: record) }
        return values?.first { $0.exists && $0.string != "" } ?? record.element(-1)
    }

    private func text(_ field: ExportMapping.Field, of record: JSONValue) -> String? {
        if case .constant(let text) = mapping.fields[field] { return text }
        return value(field, of: record).name
    }
}
