import Diagnostics

/// The files of an archive that say who people are, such as `users.json` beside the channels of a Slack export, `Agents0.json` beside the
/// tickets of Freshdesk, or `User.csv` beside those of Salesforce.
struct SideFiles {
    private(set) var people = People()
    /// The entries that are such files.
    private(set) var names: Set<String> = []

    /// How many bytes of such a file are read: they are read as a whole.
    private static let byteLimit = 64 << 20

    /// Looks through all entries of an archive.
    init(in archive: ArchiveReader, limits: ReadLimits) throws {
        while let entry = try archive.next() {
            guard entry.isFile, let areAgents = Self.areAgents(in: entry.name) else { continue }
            var input = try Input(ArchiveEntrySource(archive: archive), file: entry.name, limit: .max)
            // One that is over the limit, or damaged, is read like any other, and says so.
            guard let first = try input.skipSpace(), try input.loadAll(limit: Self.byteLimit), archive.damage == nil else { continue }
            let isJSON = first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
            guard try isJSON ? addJSON(input, areAgents: areAgents, limits: limits) : addTable(input, areAgents: areAgents) else { continue }
            names.insert(entry.name)
        }
    }

    /// Whether a file is about people, by its name.
    static func isAboutPeople(_ name: String) -> Bool { areAgents(in: name) != nil }

    /// Whether the people in a file are all agents, by its name; nil for a file that is about no people.
    private static func areAgents(in name: String) -> Bool? {
        let parts = name.split(separator: "/").last?.lowercased().split(separator: ".") ?? []
        guard parts.count >= 2, let ending = parts.last, ["json", "csv", "ndjson", "jsonl"].contains(ending) else { return nil }
        let stem = parts[0].drop { $0 == "_" }.filter { !$0.isNumber && $0 != "_" && $0 != "-" }
        if ["agents", "agent", "teammates", "admins"].contains(stem) { return true }
        return ["users", "user", "orgusers", "members", "contacts", "contact", "customers", "requesters", "people"].contains(stem)
            ? false : nil
    }

    /// - Returns: Whether the file was about people after all.
    private mutating func addJSON(_ input: Input, areAgents: Bool, limits: ReadLimits) -> Bool {
        guard let document = try? JSONDocument(depthLimit: limits.depth) else { return false }
        return input.withBytes { bytes in
            if addJSON(bytes, document, areAgents: areAgents) { return true }
            // A value a line.
            var found = false
            for line in bytes.split(separator: UInt8(ascii: "\n")) {
                found = addJSON(UnsafeBufferPointer(rebasing: line), document, areAgents: areAgents) || found
            }
            return found
        }
    }

    private mutating func addJSON(_ bytes: UnsafeBufferPointer<UInt8>, _ document: JSONDocument, areAgents: Bool) -> Bool {
        guard let value = try? document.parse(bytes) else { return false }
        var list = value
        for key in ["users", "members", "agents", "contacts", "results", "data"] as [StaticString] where !list.isArray && list[key].isArray
        {
            list = list[key]
        }
        var found = false
        for element in list.isArray ? Array(list.elements) : [value] {
            found = add(element, areAgents: areAgents) || found
        }
        return found
    }

    /// Adds a person, who may stand in an object of one key, such as `{"user": {…}}`.
    private mutating func add(_ element: JSONValue, areAgents: Bool) -> Bool {
        let person = [element["user"], element["agent"], element["contact"]].first { $0.isObject } ?? element
        let inner = person["user"].isObject ? person["user"] : person["contact"].isObject ? person["contact"] : person
        guard let id = person.firstName("user_id", "id") ?? inner["id"].name else { return false }
        let profile = inner["profile"]
        let name = inner.firstName("real_name", "name", "display_name") ?? profile.firstName("real_name", "display_name")
        let isBot = inner["is_bot"].bool == true
        let role = inner.first("role", "type").string.flatMap { RoleWords.role(of: $0) }
        people.add(
            id, name: name ?? inner.givenName ?? inner["email"].name ?? profile["email"].name,
            role: isBot ? .bot : areAgents ? .agent : role)
        if let other = inner["id"].name, other != id { people.add(other, name: people.name(of: id), role: people.role(of: id)) }
        return true
    }

    private mutating func addTable(_ input: Input, areAgents: Bool) throws -> Bool {
        var reader = DelimitedReader(input, delimiter: UInt8(ascii: ","), limit: Self.byteLimit)
        let header = try reader.next()?.fields.map { Word.folded($0) } ?? []
        guard let id = header.firstIndex(where: { ["id", "user_id"].contains($0) }) else { return false }
        let name = header.firstIndex { ["name", "full_name", "display_name"].contains($0) } ?? header.firstIndex(of: "email")
        let role = header.firstIndex { ["role", "type", "user_type"].contains($0) }
        while let row = try reader.next() {
            let field = { (index: Int?) in index.flatMap { $0 < row.count && !row.isEmpty($0) ? row.field($0) : nil } }
            guard let id = field(id) else { continue }
            people.add(id, name: field(name), role: areAgents ? .agent : field(role).flatMap { RoleWords.role(of: $0) })
        }
        return true
    }
}
