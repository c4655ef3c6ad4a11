import Diagnostics

/// Reads one pack's file: its head, its lists, then its rules.
struct PackReader {
    /// The version of the packs' format that this reader knows.
    static let format = 1

    struct Contents {
        let pack: Pack
        let rules: [Rule]
        let scoring: Scoring?
    }

    private let collector: DiagnosticCollector
    private let book: PhraseBook
    private let earlier: [Pack]

    /// - Parameter earlier: The packs that were read before.
    init(_ collector: DiagnosticCollector, book: PhraseBook, earlier: [Pack]) {
        self.collector = collector
        self.book = book
        self.earlier = earlier
    }

    /// The pack; nil where its head cannot be read. Whether there are errors, the collector knows.
    func read() -> Contents? {
        let document: JSONNode
        do {
            document = try JSONParser.parse(collector.source)
        } catch {
            error.diagnostics.forEach { collector.add($0) }
            return nil
        }
        guard var object = JSONCursor(document, collector: collector).object else { return nil }
        checkFormat(object.required("format"))
        let pack = object.required("pack").flatMap { self.pack($0) }
        let compiler = PackCompiler(book: book)
        let lists = object.optional("lists").map { readLists($0, compiler: compiler) } ?? []
        let rules = object.required("rules").map { self.rules($0, of: pack, compiler: compiler) } ?? []
        warnOfUnused(lists, compiler: compiler)
        let scoring = object.optional("scoring").flatMap(\.object).map { object in
            var object = object
            return Scoring(reading: &object)
        }
        object.finish()
        return pack.map { Contents(pack: $0, rules: rules, scoring: scoring) }
    }

    private func checkFormat(_ cursor: JSONCursor?) {
        guard let cursor, let format = cursor.integer(in: 1...1_000_000), format != Self.format else { return }
        cursor.report("unknown-format", "packs of format \(format) are not known here", help: "this tact reads format \(Self.format)")
    }

    private func pack(_ cursor: JSONCursor) -> Pack? {
        guard var object = cursor.object else { return nil }
        let name = object.required("name").flatMap { cursor in cursor.kebabName.map { (cursor, $0) } }
        let version = object.required("version").flatMap { self.version($0) }
        let languages = object.required("languages").flatMap { self.languages($0) }
        let turnGap = object.optional("turn_gap").flatMap(Duration.milliseconds)
        object.finish()
        guard let (nameCursor, name) = name, let version, let languages else { return nil }
        if let other = earlier.first(where: { $0.name == name }) {
            nameCursor.report("duplicate-pack", "a pack “\(name)” was loaded from \(other.file) already", help: "give one of the two another name")
        }
        return Pack(name: name, version: version, languages: languages, turnGap: turnGap, file: collector.source.file)
    }

    private func version(_ cursor: JSONCursor) -> String? {
        guard let text = cursor.string else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isNumber: (Substring) -> Bool = { part in
            (1...9).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) } && (part == "0" || part.first != "0")
        }
        if parts.count == 3, parts.allSatisfy(isNumber) { return text }
        cursor.report("bad-version", "“\(text)” is no version", help: "write three numbers, such as 1.0.0")
        return nil
    }

    private func languages(_ cursor: JSONCursor) -> [String]? {
        guard let languages = cursor.strings else { return nil }
        for language in languages where !(2...3).contains(language.utf8.count) || !language.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) {
            cursor.report("bad-language", "“\(language)” is no language", help: "write its code of two or three small letters, such as en or pt")
            return nil
        }
        if languages.isEmpty { cursor.report("empty-list", "a pack must be for some language", help: "write [\"en\"], for instance") }
        return languages
    }

    // MARK: Lists

    /// Reads the lists; returns those that have a name.
    private func readLists(_ cursor: JSONCursor, compiler: PackCompiler) -> [(name: String, cursor: JSONCursor)] {
        guard var object = cursor.object else { return [] }
        let members = object.all().filter { Self.isName($0.name, at: $0.nameBytes, of: $0.value) }
        for member in members { compiler.declare(list: member.name) }
        var references: [(name: String, cursor: JSONCursor, names: [String])] = []
        for member in members {
            guard let names = fill(member.name, from: member.value, compiler: compiler) else { continue }
            references.append((member.name, member.value, names))
        }
        reportCycles(references)
        return members.map { ($0.name, $0.value) }
    }

    /// Fills one list; returns the lists that its phrases name.
    private func fill(_ name: String, from cursor: JSONCursor, compiler: PackCompiler) -> [String]? {
        var unless: [PhraseEntry]? = []
        let entries: [PhraseEntry]?
        if case .object = cursor.node.content, var object = cursor.object {
            entries = object.required("phrases").flatMap { compiler.phrases($0) }
            unless = object.optional("unless").map { compiler.phrases($0) } ?? []
            object.finish()
        } else {
            entries = compiler.phrases(cursor)
        }
        guard let entries, let unless else { return nil }
        compiler.fill(list: name, with: entries, unless: unless)
        return (entries + unless).flatMap(\.phrase.lists)
    }

    private func warnOfUnused(_ lists: [(name: String, cursor: JSONCursor)], compiler: PackCompiler) {
        // With mistakes in it, a pack was not read to its end: what is missing may use the list.
        for (name, cursor) in lists where !collector.hasErrors && !compiler.usedLists.contains(name) {
            cursor.report("unused-list", "nothing uses the list “\(name)”", severity: .warning, help: "use it as \"@\(name)\", or remove it")
        }
    }

    private func reportCycles(_ references: [(name: String, cursor: JSONCursor, names: [String])]) {
        let graph = Dictionary(references.map { ($0.name, $0.names) }, uniquingKeysWith: { first, _ in first })
        for (name, cursor, _) in references {
            guard let path = Self.path(from: name, to: name, in: graph) else { continue }
            cursor.report("list-cycle", "the list contains itself: \(path.joined(separator: " → "))", help: "remove one of these references")
        }
    }

    /// The shortest way back to a list along its references, found breadth first.
    private static func path(from start: String, to goal: String, in graph: [String: [String]]) -> [String]? {
        var paths = [[start]]
        var seen: Set<String> = []
        while !paths.isEmpty {
            let path = paths.removeFirst()
            for next in graph[path[path.count - 1]] ?? [] {
                if next == goal { return path + [next] }
                if seen.insert(next).inserted { paths.append(path + [next]) }
            }
        }
        return nil
    }

    // MARK: Rules

    private func rules(_ cursor: JSONCursor, of pack: Pack?, compiler: PackCompiler) -> [Rule] {
        guard var object = cursor.object else { return [] }
        let members = object.all()
        if members.isEmpty { cursor.report("empty-list", "this pack has no rules", help: "add a rule") }
        return members.compactMap { member in
            guard Self.isName(member.name, at: member.nameBytes, of: member.value) else { return nil }
            return RuleReader(name: member.name, pack: pack, compiler: compiler).read(member.value)
        }
    }

    private static func isName(_ name: String, at bytes: Range<Int>, of value: JSONCursor) -> Bool {
        if JSONCursor.isKebab(name) { return true }
        value.collector.add(
            Diagnostic(
                code: "bad-name", "“\(name)” is no name", at: value.place(of: bytes),
                help: "names are small letters and digits with single hyphens between, such as skipped-follow-up"))
        return false
    }
}
