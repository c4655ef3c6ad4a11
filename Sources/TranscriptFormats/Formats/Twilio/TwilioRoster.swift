import Transcripts

/// Who speaks in Twilio's conversations. An author is any text that the sender's program chose; what it is like, the participants, and the
/// list of agents tell sides.
struct TwilioRoster {
    private let context: RecordContext
    private var speakers: [String: Speakers] = [:]
    /// Where each conversation begins, in the order in which they come up.
    private var beginnings: [(conversation: String, pointer: String)] = []
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

    mutating func add(_ author: String?, participant: String?, in conversation: String?, at pointer: String) {
        guard let author else { return }
        let role = role(of: author) ?? participant.flatMap { participants[$0] ?? context.people.role(of: $0) }
        let conversation = conversation ?? ""
        if speakers[conversation] == nil { beginnings.append((conversation, pointer)) }
        speakers[conversation, default: Speakers()].add(author, role: role)
    }

    /// The role of each author in each conversation. Agents speak in many: who is known for one in some is one in the others, too.
    func roles() throws(RecordError) -> [String: [String: Role]] {
        var roles: [String: [String: Role]] = [:]
        for (conversation, speakers) in speakers { roles[conversation] = try? speakers.resolved() }
        let agents = roles.values.reduce(into: Set<String>()) { agents, roles in
            for (name, role) in roles where role == .agent { agents.insert(name) }
        }
        for (conversation, pointer) in beginnings where roles[conversation] == nil {
            guard var speakers = speakers[conversation] else { continue }
            for name in speakers.names where agents.contains(name) { speakers.add(name, role: .agent) }
            // Who is alone waits for an answer.
            roles[conversation] = try speakers.resolved(loner: .customer, at: pointer)
        }
        return roles
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
