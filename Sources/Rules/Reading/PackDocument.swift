import Diagnostics

/// One pack's file with its head read, and its entries as they are written.
struct PackDocument {
    /// The version of the packs' format that is known here.
    static let format = 1

    /// An entry of `lists` or `rules`.
    struct Entry {
        let name: String
        let nameBytes: Range<Int>
        let value: JSONCursor
    }

    let collector: DiagnosticCollector
    /// nil where the head is wrong: the rest is still checked.
    private(set) var pack: Pack?
    private(set) var extends: [PackRequirement] = []
    private(set) var lists: [Entry] = []
    private(set) var rules: [Entry] = []
    private(set) var scoring: Scoring?
    private(set) var suppress: JSONCursor?
    /// What the pack says of itself and of all its rules, as it is written.
    private(set) var headMembers: [JSONNode.Member] = []

    /// Reads a file as far as it can be; whether there are errors, the collector knows.
    init(_ source: SourceText) {
        collector = DiagnosticCollector(source)
        do {
            let document = try JSONParser.parse(source)
            guard let object = JSONCursor(document, collector: collector).object else { return }
            read(object)
        } catch {
            error.diagnostics.forEach { collector.add($0) }
        }
    }

    /// The pack's own name, or a placeholder where it has none.
    var name: String { pack?.name ?? "" }

    private mutating func read(_ object: ObjectReader) {
        var object = object
        // For editors: it names the schema that they check the pack with.
        _ = object.optional("$schema")?.string
        checkFormat(object.required("format"))
        if let head = object.required("pack") { readHead(head) }
        lists = object.optional("lists").map { entries($0) } ?? []
        if let cursor = object.optional("scoring"), var weights = cursor.object {
            scoring = Scoring(reading: &weights)
            headMembers.append(JSONNode.Member(name: "scoring", nameBytes: cursor.node.bytes, value: cursor.node))
        }
        suppress = object.optional("suppress")
        // A pack may be there for its lists alone, or for what it suppresses.
        let isForRules = lists.isEmpty && suppress == nil
        if let cursor = isForRules ? object.required("rules") : object.optional("rules") {
            rules = entries(cursor)
            if isForRules, rules.isEmpty, case .object = cursor.node.content {
                cursor.report("empty-list", "this pack has no rules", help: "add a rule")
            }
        }
        object.finish()
    }

    private func checkFormat(_ cursor: JSONCursor?) {
        guard let cursor, let format = cursor.integer(in: 1...1_000_000), format != Self.format else { return }
        cursor.report("unknown-format", "packs of format \(format) are not known here", help: "this tact reads format \(Self.format)")
    }

    private func entries(_ cursor: JSONCursor) -> [Entry] {
        guard var object = cursor.object else { return [] }
        return object.all().compactMap { member in
            guard JSONCursor.isKebab(member.name) else {
                collector.add(
                    Diagnostic(
                        code: "bad-name", "“\(member.name)” is no name", at: member.value.place(of: member.nameBytes),
                        help: "names are small letters and digits with single hyphens between, such as skipped-follow-up"))
                return nil
            }
            return Entry(name: member.name, nameBytes: member.nameBytes, value: member.value)
        }
    }

    // MARK: Head

    private mutating func readHead(_ cursor: JSONCursor) {
        guard var object = cursor.object else { return }
        if case .object(let members) = cursor.node.content { headMembers += members }
        let nameCursor = object.required("name")
        let name = nameCursor?.kebabName
        let version = object.required("version").flatMap { Self.version($0) }
        let languages = object.required("languages").flatMap { Self.languages($0) }
        let turnGap = object.optional("turn_gap").flatMap(Duration.milliseconds)
        extends = object.optional("extends")?.elements?.compactMap { PackRequirement($0) } ?? []
        object.finish()
        guard let nameCursor, let name, let version, let languages else { return }
        pack = Pack(
            name: name, version: version, languages: languages, turnGap: turnGap, file: collector.source.file,
            nameBytes: nameCursor.node.bytes)
    }

    private static func version(_ cursor: JSONCursor) -> String? {
        guard let text = cursor.string else { return nil }
        if Version(text) != nil { return text }
        cursor.report("bad-version", "“\(text)” is no version", help: "write three numbers, such as 1.0.0")
        return nil
    }

    private static func languages(_ cursor: JSONCursor) -> [String]? {
        guard let languages = cursor.strings else { return nil }
        for language in languages where !(2...3).contains(language.utf8.count) || !language.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) {
            cursor.report("bad-language", "“\(language)” is no language", help: "write its code of two or three small letters, such as en or pt")
            return nil
        }
        if languages.isEmpty { cursor.report("empty-list", "a pack must be for some language", help: "write [\"en\"], for instance") }
        return languages
    }
}
