import Transcripts

/// Kustomer: messages and notes of its API (JSON:API), one or a page under `data`, in an array, or a line each; conversations, users and
/// customers among them, or under `included`, say more about them.
struct Kustomer: JSONFormat {
    let name = "kustomer"
    let title = "Kustomer"
    let recognition = "JSON with data of type message or note, whose attributes have a direction, or a conversation"

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        let resources = Self.resources(of: sample.value)
        guard let first = resources.first(where: { Self.types.contains($0.value["type"].string) })?.value else { return nil }
        if resources.contains(where: { isMessage($0.value) }) { return .together }
        guard first["type"].string == "conversation", first["attributes"]["messageCount"].kind != .missing else { return nil }
        // A line or an element may be a conversation with its messages behind it; a page of conversations has none.
        guard sample.value["data"].isArray else { return .together }
        return .withoutBodies(help: "these are conversations without their messages: list the messages and notes of each")
    }

    private static let types: Set<String?> = ["message", "note", "draft", "conversation"]

    private func isMessage(_ value: JSONValue) -> Bool {
        let attributes = value["attributes"]
        switch value["type"].string {
        case "message": return attributes["channel"].exists && attributes.first("directionType", "direction").exists
        case "note", "draft": return attributes.isObject && value["relationships"]["conversation"].isObject
        default: return false
        }
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        var resources: [MessageGroup.Item] = []
        for (index, record) in record.elements.enumerated() {
            try record.checkObject("a message", at: "/\(index)")
            resources += Self.resources(of: record).map { ($0.value, "/\(index)\($0.pointer)") }
        }
        var people = People(over: context.people)
        var conversations: [String: JSONValue] = [:]
        var groups = MessageGroups()
        for (resource, pointer) in resources {
            try resource.checkObject("a message", at: pointer)
            let id = resource["id"].name ?? ""
            switch resource["type"].string {
            case "conversation": conversations[id] = resource["attributes"]
            case "customer": people.add(id, name: Self.name(of: resource["attributes"]), role: .customer)
            case "user", "team": people.add(id, name: Self.name(of: resource["attributes"]), role: .agent)
            default: groups.add((resource, pointer), to: Self.related("conversation", to: resource))
            }
        }
        var transcripts: [Transcript] = []
        for group in groups.groups {
            var draft = TranscriptDraft(id: group.id, context: context)
            if let conversation = group.id.flatMap({ conversations[$0] }) { fill(&draft, from: conversation, people: people) }
            for (message, pointer) in group.items {
                try add(message, to: &draft, people: people, settings: context.settings, at: pointer)
            }
            transcripts.append(draft.finished())
        }
        return transcripts
    }

    /// The resources of a document of JSON:API, or of the resource that a value is, each with its JSON pointer.
    private static func resources(of value: JSONValue) -> [MessageGroup.Item] {
        guard value["data"].exists else { return [(value, "")] }
        var resources: [MessageGroup.Item] = []
        if value["data"].isObject { resources.append((value["data"], "/data")) }
        resources += value["data"].elements.enumerated().map { ($1, "/data/\($0)") }
        return resources + value["included"].elements.enumerated().map { ($1, "/included/\($0)") }
    }

    private static func name(of attributes: JSONValue) -> String? { attributes.firstName("displayName", "name", "email") }

    /// The id of what a resource is related to.
    private static func related(_ key: StaticString, to resource: JSONValue) -> String? {
        resource["relationships"][key]["data"]["id"].name
    }

    private func fill(_ draft: inout TranscriptDraft, from conversation: JSONValue, people: People) {
        draft.state = conversation["status"].string.flatMap(StateWords.state)
        draft.language = conversation["defaultLang"].name
        draft.tags = conversation["tags"].elements.compactMap(\.name)
        draft.agent = conversation["assignedUsers"].firstElement.name.map(people.name)
        let team = conversation["assignedTeams"].firstElement.name
        draft.queue = conversation["queue"]["displayName"].name ?? team.flatMap { people[$0]?.name }
        draft.channel = conversation["channels"].firstElement.string.map(ChannelWords.channel) ?? .unknown
    }

    private func add(
        _ message: JSONValue, to draft: inout TranscriptDraft, people: People, settings: FormatSettings, at pointer: String
    ) throws(RecordError) {
        let attributes = message["attributes"]
        let type = message["type"].string ?? ""
        switch type {
        case "draft": return draft.drop(.draft, at: pointer)
        case "message", "note": break
        default: return draft.drop(.unknownKind, at: pointer, detail: type)
        }
        if attributes["redacted"].flag == true { return draft.drop(.redacted, at: pointer) }
        let isDeleted = attributes["deleted"].flag == true || attributes["deletedAt"].exists
        if isDeleted { return draft.drop(.hidden, at: pointer, detail: "deleted") }
        let channel = attributes["channel"].string.map(ChannelWords.channel) ?? .unknown
        if draft.channel == .unknown { draft.channel = channel }
        let role = Self.role(of: attributes, type: type)
        let id = role == .customer ? Self.related("customer", to: message) : Self.related("createdBy", to: message)
        let from = attributes["meta"]["from"]
        try draft.add(
            role, author: id.flatMap { people[$0]?.name } ?? from.name ?? from.personName ?? id,
            time: SourceTime(attributes.first("sentAt", "createdAt"), settings: settings),
            body: Self.body(of: attributes, isChat: channel == .chat || channel == .sms),
            attachments: Attachments.names(in: attributes["attachments"]), at: pointer)
    }

    private static func role(of attributes: JSONValue, type: String) -> Role {
        if type == "note" { return .note }
        if attributes["auto"].flag == true { return .bot }
        let direction = attributes["direction"].string ?? attributes["directionType"].string ?? ""
        return direction == "in" || direction.hasSuffix("-in") ? .customer : .agent
    }

    /// The body where there is one: the preview of a mail may be shortened.
    private static func body(of attributes: JSONValue, isChat: Bool) -> MessageBody {
        isChat && attributes["body"].string?.isEmpty != false
            ? .verbatim(attributes["preview"]) : .html(attributes["body"], orPlain: attributes["preview"])
    }
}
