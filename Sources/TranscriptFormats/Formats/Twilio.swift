import Transcripts

/// Twilio Conversations, and Programmable Chat before it: messages of the API, alone or in `{"messages": […]}`, there with `participants`
/// where the export has them.
struct Twilio: MessageListFormat {
    let name = "twilio"
    let title = "Twilio Conversations"
    let recognition = "JSON with conversation_sid or channel_sid, author and body"
    let listKeys: [StaticString] = ["messages", "conversations"]

    func isMessage(_ value: JSONValue) -> Bool {
        value.first("conversation_sid", "channel_sid").exists && value.first("author", "from").exists
            && (value["body"].kind != .missing || value["media"].exists)
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        let messages = try messages(in: record)
        var roster = TwilioRoster(context: context)
        for message in messages {
            roster.add(participantsIn: message.outer)
            roster.add(author(of: message), participant: message.value["participant_sid"].name, in: id(of: message))
        }
        var groups = TranscriptGroups(context: context)
        var roles: [String: [String: Role]] = [:]
        for message in messages {
            let (id, author) = (id(of: message), author(of: message))
            if roles[id ?? ""] == nil { roles[id ?? ""] = try roster.roles(in: id, at: message.pointer) }
            let role = author.flatMap { roles[id ?? ""]?[$0] } ?? .system
            try groups.add(to: id) { (draft) throws(RecordError) in
                try add(message, author: author, role: role, to: &draft, in: context)
            }
        }
        return groups.finished()
    }

    private func id(of message: ListedMessage) -> String? {
        message.value.first("conversation_sid", "channel_sid").name ?? message.outer.first("conversation_sid", "sid").name
    }

    private func author(of message: ListedMessage) -> String? {
        message.value.first("author", "from").name.map(TwilioRoster.decoded)
    }

    private func add(
        _ message: ListedMessage, author: String?, role: Role, to draft: inout TranscriptDraft, in context: RecordContext
    ) throws(RecordError) {
        let value = message.value
        draft.state = message.outer["state"].string.flatMap(StateWords.state) ?? draft.state
        if role == .customer, let author { draft.channel = TwilioRoster.channel(of: author) }
        if draft.channel == .unknown { draft.channel = .chat }
        guard isMessage(value) else { return draft.drop(.unknownKind, at: message.pointer, detail: value["type"].string) }
        let media = value["media"].isObject ? [value["media"]["filename"].name] : Attachments.names(in: value["media"])
        try draft.add(
            role, author: author.map(context.people.name), time: SourceTime(value["date_created"], settings: context.settings),
            body: .verbatim(value["body"]), attachments: media, at: message.pointer)
    }
}

/// Who speaks in Twilio's conversations. An author is any text that the sender's program chose; what it is like, the participants, and the
/// list of agents tell sides.
struct TwilioRoster {
    private let context: RecordContext
    private var speakers: [String: Speakers] = [:]
    /// Roles by the ids and addresses of participants.
    private var participants: [String: Role] = [:]
    private var knownLists: Set<String> = []

    init(context: RecordContext) { self.context = context }

    /// Takes what `participants` beside a list of messages tell: who has an address comes from outside.
    mutating func add(participantsIn outer: JSONValue) {
        let list = outer["participants"]
        guard list.isArray, let first = list.firstElement["sid"].name, knownLists.insert(first).inserted else { return }
        for participant in list.elements {
            let binding = participant["messaging_binding"]
            guard let address = binding["address"].name else { continue }
            participants[address] = .customer
            if let sid = participant["sid"].name { participants[sid] = .customer }
        }
    }

    mutating func add(_ author: String?, participant: String?, in conversation: String?) {
        guard let author else { return }
        let role = role(of: author) ?? participant.flatMap { participants[$0] ?? context.people.role(of: $0) }
        speakers[conversation ?? "", default: Speakers()].add(author, role: role)
    }

    func roles(in conversation: String?, at pointer: String) throws(RecordError) -> [String: Role] {
        try speakers[conversation ?? ""]?.resolved(at: pointer) ?? [:]
    }

    private func role(of author: String) -> Role? {
        if context.settings.agents.contains(author) { return .agent }
        if author == "system" { return .system }
        if let role = participants[author] ?? context.people.role(of: author) { return role }
        return Self.isAddress(author) ? .customer : context.settings.role(ofName: author)
    }

    /// Whether an author is a telephone's number or an account of another network: `+15550100`, `whatsapp:+15550100`.
    private static func isAddress(_ author: String) -> Bool {
        author.first == "+" && author.dropFirst().utf8.allSatisfy(\.isDigit) || prefix(of: author) != nil
    }

    private static func prefix(of author: String) -> String? {
        let parts = author.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, ["whatsapp", "messenger", "facebook", "instagram", "viber", "line"].contains(parts[0].lowercased()) else {
            return nil
        }
        return parts[0].lowercased()
    }

    static func channel(of author: String) -> Channel {
        if let prefix = prefix(of: author) { return ChannelWords.channel(of: prefix) }
        return isAddress(author) ? .sms : .chat
    }

    /// Flex writes identities so that only letters, digits and `_` are in them: `mia_40example_2Ecom` is `mia@example.com`.
    static func decoded(_ identity: String) -> String {
        guard identity.contains("_40") else { return identity }
        var bytes: [UInt8] = []
        var rest = Array(identity.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "_"), rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
