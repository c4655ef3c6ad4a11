import Transcripts

/// A thread of a Slack channel.
struct SlackThread {
    private let group: MessageGroup
    private let context: RecordContext
    /// The names that some messages of the thread have with them, by the ids that others have alone.
    private let names: [String: String]
    /// Who opened the thread, of the people.
    private let opener: String?
    /// The workspace of whoever opened it, where people of several workspaces speak.
    private let openingTeam: String?
    /// Whether anything beside the thread says who of its people is an agent.
    private let knowsAgents: Bool

    init(_ group: MessageGroup, context: RecordContext) {
        self.group = group
        self.context = context
        let named = group.items.compactMap { item in
            item.value["user"].name.flatMap { id in Self.profileName(of: item.value).map { (id, $0) } }
        }
        names = Dictionary(named) { first, _ in first }
        let people = group.items.map(\.value).filter { Self.isSaid($0) && !Self.isBot($0) }
        let first = people.min { Self.seconds($0) < Self.seconds($1) }
        // Where the thread goes on from another day, its answers name who opened it; a bot that opens one does so for whoever speaks first.
        let hasRoot = group.items.contains { $0.value["ts"].text == group.id }
        let parent = hasRoot ? nil : people.lazy.compactMap { $0["parent_user_id"].name }.first
        let opener = parent ?? first?["user"].name
        let teams = people.compactMap(Self.team)
        openingTeam = Set(teams).count > 1 ? people.first { $0["user"].name == opener }.flatMap(Self.team) : nil
        self.opener = opener
        knowsAgents = !context.settings.agents.isEmpty || people.contains { $0["user"].name.flatMap(context.people.role) == .agent }
    }

    /// nil for a thread in which nobody said anything, such as that of a person who joined the channel.
    func transcript() throws(RecordError) -> Transcript? {
        var draft = TranscriptDraft(id: group.id, context: context)
        draft.channel = .chat
        // The folders of an export are called like its channels.
        draft.queue = context.folder?.split(separator: "/").last.map { String($0) }
        for (message, pointer) in group.items { try add(message, to: &draft, at: pointer) }
        return draft.isEmpty ? nil : draft.finished()
    }

    private static func seconds(_ message: JSONValue) -> Double { message["ts"].text.flatMap { Double($0) } ?? .infinity }

    private static func team(of message: JSONValue) -> String? { message.firstName("user_team", "team", "source_team") }

    private static func isBot(_ message: JSONValue) -> Bool {
        message["bot_id"].exists || message["subtype"].string == "bot_message" || message["user"].string == "USLACKBOT"
    }

    /// Whether a message is somebody's words, and not news of the channel.
    private static func isSaid(_ message: JSONValue) -> Bool {
        message["hidden"].flag != true && (message["subtype"].string.map { spoken.contains($0) } ?? true)
    }

    private static let spoken: Set<String> = ["", "bot_message", "thread_broadcast", "file_share", "me_message", "file_comment"]
    private static let deleted: Set<String> = ["tombstone", "message_deleted"]

    private func add(_ message: JSONValue, to draft: inout TranscriptDraft, at pointer: String) throws(RecordError) {
        let kind = message["subtype"].string
        guard Self.isSaid(message) else {
            let isHidden = message["hidden"].flag == true || kind.map { Self.deleted.contains($0) } == true
            return draft.drop(isHidden ? .hidden : .stateChange, at: pointer, detail: kind)
        }
        var text = SlackText.text(of: message["text"].string ?? "", people: context.people)
        if text.isEmpty { text = attachedText(of: message) }
        try draft.add(
            role(of: message), author: author(of: message), time: SourceTime(message["ts"], settings: context.settings),
            body: .verbatim(text), attachments: Attachments.names(in: message["files"]), at: pointer)
    }

    /// What stands in attachments, which is all that some bots write.
    private func attachedText(of message: JSONValue) -> String {
        let texts = message["attachments"].elements.compactMap { $0["text"].name ?? $0["fallback"].name }
        return texts.map { SlackText.text(of: $0, people: context.people) }.joined(separator: "\n")
    }

    private static func profileName(of message: JSONValue) -> String? {
        message["user_profile"].firstName("real_name", "display_name", "name")
    }

    private func author(of message: JSONValue) -> String? {
        let id = message["user"].name
        if let name = Self.profileName(of: message) ?? id.flatMap({ names[$0] }) { return name }
        if let name = id.flatMap({ context.people[$0]?.name }) { return name }
        return message["username"].name ?? message["bot_profile"]["name"].name ?? id ?? message["bot_id"].name
    }

    /// The export does not say who is an agent. Where the settings or a file beside it do, everybody else is a customer; otherwise whoever
    /// opens a thread is the customer, and with them the people of their workspace, if there are others.
    private func role(of message: JSONValue) -> Role {
        if Self.isBot(message) { return .bot }
        let id = message["user"].name
        if context.settings.agents.contains(id, author(of: message), message["user_profile"]["email"].name) { return .agent }
        if let role = id.flatMap(context.people.role) { return role }
        if knowsAgents || id == opener { return .customer }
        return openingTeam != nil && Self.team(of: message) == openingTeam ? .customer : .agent
    }
}

/// The text of a Slack message as its readers see it.
enum SlackText {
    /// Without escapes: names for mentions, labels for links.
    static func text(of source: String, people: People) -> String {
        guard source.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return source }
        var text = ""
        var rest = source[...]
        while let open = rest.firstIndex(of: "<") {
            text += unescaped(rest[..<open])
            rest = rest[open...]
            // A `<` of somebody's own is escaped, but whoever wrote an export by hand may not have known.
            guard let close = rest.dropFirst().firstIndex(where: { $0 == ">" || $0 == "<" || $0 == "\n" }), rest[close] == ">" else {
                text.append("<")
                rest = rest.dropFirst()
                continue
            }
            text += shown(rest[rest.index(after: open)..<close], people: people)
            rest = rest[rest.index(after: close)...]
        }
        return text + unescaped(rest)
    }

    /// What is shown for `@U1`, `#C1|name`, `!here`, `!subteam^S1|@name`, `https://example.com|label`.
    private static func shown(_ reference: Substring, people: People) -> String {
        let parts = reference.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let label = parts.count > 1 && !parts[1].isEmpty ? unescaped(parts[1]) : nil
        let target = parts.first ?? ""
        switch target.first {
        case "@": return mark("@", on: label ?? people.name(of: String(target.dropFirst())))
        case "#": return mark("#", on: label ?? String(target.dropFirst()))
        case "!": return label ?? mark("@", on: String(target.dropFirst().prefix { $0 != "^" }))
        default: return label ?? unescaped(target)
        }
    }

    private static func mark(_ mark: Character, on name: String) -> String { name.first == mark ? name : "\(mark)\(name)" }

    private static func unescaped(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
        var plain = ""
        var rest = text
        while let mark = rest.firstIndex(of: "&") {
            plain += rest[..<mark]
            rest = rest[mark...]
            if let (escape, character) = escapes.first(where: { rest.hasPrefix($0.0) }) {
                plain.append(character)
                rest = rest.dropFirst(escape.count)
            } else {
                plain.append("&")
                rest = rest.dropFirst()
            }
        }
        return plain + rest
    }

    private static let escapes: [(String, Character)] = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")]
}
