import Diagnostics
import Phrases
import Transcripts

/// Compiles the phrases and selectors of packs into the lists of a rule set.
public final class PackCompiler {
    let book: PhraseBook
    /// For each file, the lists that its phrases can name, as indices in the book.
    private var scopes: [ObjectIdentifier: [String: Int]] = [:]
    /// For each file, the names that several of the packs below have lists of, with these packs.
    private var ambiguousNames: [ObjectIdentifier: [String: [String]]] = [:]
    /// The lists that some phrase names.
    private(set) var usedLists: Set<Int> = []
    /// Whether a selector that was read since this was last set to false looks at how a turn's words are spread over messages.
    var dependsOnMessageBorders = false

    init(book: PhraseBook) { self.book = book }

    // MARK: Lists

    /// Says which lists the phrases of a file can name.
    ///
    /// - Parameter ambiguous: Names that several packs have lists of, with these packs.
    func setScope(_ lists: [String: Int], ambiguous: [String: [String]], of file: DiagnosticCollector) {
        scopes[ObjectIdentifier(file)] = lists
        ambiguousNames[ObjectIdentifier(file)] = ambiguous
    }

    /// A list without a name, for a selector.
    ///
    /// - Parameter roles: Those in whose messages it is asked for.
    func list(of entries: [PhraseEntry], unless: [PhraseEntry] = [], by roles: [Role]) -> Int {
        let list = book.addList()
        book.fill(list, with: entries, unless: unless)
        book.ask(list, by: roles)
        return list
    }

    // MARK: Reading

    /// Reads one phrase or an array of phrases; what is wrong with them is reported.
    func phrases(_ cursor: JSONCursor) -> [PhraseEntry]? {
        guard case .array = cursor.node.content else { return phrase(cursor).map { [$0] } }
        guard let elements = cursor.elements else { return nil }
        if elements.isEmpty { cursor.report("empty-list", "this list has no phrases", help: "add a phrase or remove the list") }
        var entries: [PhraseEntry] = []
        entries.reserveCapacity(elements.count)
        var seen = Set<UInt32>(minimumCapacity: elements.count)
        for element in elements {
            guard let entry = phrase(element) else { continue }
            // Different phrases hardly ever have the same number, so the others are looked at only then.
            if !seen.insert(entry.phrase.sourceHash).inserted, entries.contains(where: { $0.phrase == entry.phrase }) {
                element.report(
                    "duplicate-phrase", "“\(entry.phrase.source)” is in this list twice", severity: .warning, help: "remove one of the two")
            }
            entries.append(entry)
        }
        return entries.count == elements.count && !entries.isEmpty ? entries : nil
    }

    private func phrase(_ cursor: JSONCursor) -> PhraseEntry? {
        guard case .object = cursor.node.content, var object = cursor.object else {
            return cursor.string.flatMap { parse($0, at: cursor, weight: 1) }
        }
        let regex = object.optional("regex")
        let phrase = regex == nil ? object.required("phrase") : nil
        let weight = object.optional("weight").map { $0.number(in: -1000...1000) } ?? 1
        object.finish()
        guard let weight else { return nil }
        if let regex { return regex.string.flatMap { expression($0, at: regex, weight: weight) } }
        return phrase.flatMap { phrase in phrase.string.flatMap { parse($0, at: phrase, weight: weight) } }
    }

    private func expression(_ text: String, at cursor: JSONCursor, weight: Double) -> PhraseEntry? {
        do {
            let phrase = Phrase(try RegularExpression(parsing: text))
            return PhraseEntry(phrase: phrase, weight: weight, place: PhrasePlace(cursor, phrase: phrase.source))
        } catch {
            cursor.report(error.code, error.message, part: error.range, help: error.help)
            return nil
        }
    }

    private func parse(_ text: String, at cursor: JSONCursor, weight: Double) -> PhraseEntry? {
        do {
            let phrase = try Phrase(parsing: text)
            let lists = phrase.lists
            if lists.isEmpty { return PhraseEntry(phrase: phrase, weight: weight, place: PhrasePlace(cursor, phrase: text)) }
            // A phrase means the lists of the pack that it was written in, whichever pack takes it over.
            let scope = scopes[ObjectIdentifier(cursor.collector)] ?? [:]
            for name in lists where scope[name] == nil {
                cursor.report(
                    "unknown-list", "there is no list “\(name)” in this pack",
                    help: Suggestion.question(for: name, in: scope.keys.sorted()) ?? "define it under \"lists\"")
                return nil
            }
            for name in lists {
                guard let packs = ambiguousNames[ObjectIdentifier(cursor.collector)]?[name] else { continue }
                cursor.report(
                    "ambiguous-list", "\(packs.joined(separator: " and ")) both have a list “\(name)”",
                    help: "give one of them another name, or define one here: \"\(name)\": { \"extends\": \"\(packs[0])/\(name)\", … }")
                return nil
            }
            usedLists.formUnion(lists.compactMap { scope[$0] })
            let numbered = phrase.namingLists { scope[$0].map { String($0) } ?? $0 }
            return PhraseEntry(phrase: numbered, weight: weight, place: PhrasePlace(cursor, phrase: phrase.source))
        } catch {
            cursor.report(error.code, error.message, part: error.range, help: error.help)
            return nil
        }
    }

    /// Reads a selector that is an object of its own.
    func selector(_ cursor: JSONCursor, protectedBy protection: [PhraseEntry] = []) -> Selector? {
        guard var object = cursor.object else { return nil }
        let selector = selector(reading: &object, protectedBy: protection)
        object.finish()
        return selector
    }

    /// Reads a selector's keys from an object that may have others too.
    ///
    /// - Parameter defaultRoles: Who is meant without `by`; nil where `by` must be given.
    func selector(
        reading object: inout ObjectReader, protectedBy protection: [PhraseEntry] = [], defaultRoles: [Role]? = nil
    ) -> Selector? {
        let by = object.optional("by")
        let roles = by == nil && defaultRoles != nil ? defaultRoles : self.roles(by)
        if by == nil, defaultRoles == nil {
            object.cursor.report("missing-key", "nothing says whose messages are meant", help: "add \"by\": \"customer\" or \"agent\"")
        }
        let phrases = object.optional("phrases")
        let entries = phrases.flatMap { self.phrases($0) }
        var selector = Selector(roles: roles ?? [], list: entries.map { list(of: $0, unless: protection, by: roles ?? []) })
        // Read whatever else is wrong, so that all mistakes come out at once.
        selector.readConditions(from: &object, roles: roles ?? [], compiler: self)
        guard roles != nil, phrases == nil || entries != nil else { return nil }
        selector.reportUnreachable(entries, at: object.cursor)
        if selector.dependsOnMessageBorders(isWeighted: selector.list.map { book.isWeighted($0) } ?? false) { dependsOnMessageBorders = true }
        return selector
    }

    /// The speakers that a `by` names; agents where it is absent.
    func roles(_ cursor: JSONCursor?) -> [Role]? {
        guard let cursor else { return [.agent] }
        return cursor.words(Role.self)
    }
}

extension Selector {
    fileprivate mutating func readConditions(from object: inout ObjectReader, roles: [Role], compiler: PackCompiler) {
        atLeast = object.optional("at_least")?.number(in: 0.001...1_000_000) ?? 1
        per = object.optional("per")?.word(Unit.self) ?? .message
        firstTurns = object.optional("first_turns")?.integer(in: 1...1000)
        lastTurns = object.optional("last_turns")?.integer(in: 1...1000)
        sentence = object.optional("sentence")?.word(Sentence.Kind.self)
        minWords = object.optional("min_words")?.integer(in: 0...1_000_000)
        maxWords = object.optional("max_words")?.integer(in: 0...1_000_000)
        any = Self.nested(object.optional("any"), roles: roles, compiler: compiler)
        all = Self.nested(object.optional("all"), roles: roles, compiler: compiler)
        none = Self.nested(object.optional("none"), roles: roles, compiler: compiler)
    }

    /// Whether the same words select something else where they stand in more or fewer messages.
    fileprivate func dependsOnMessageBorders(isWeighted: Bool) -> Bool {
        per == .message
            && (atLeast != 1 || isWeighted || (list == nil && sentence != nil) || minWords != nil || maxWords != nil
                || !(any.isEmpty && all.isEmpty && none.isEmpty))
    }

    private static func nested(_ cursor: JSONCursor?, roles: [Role], compiler: PackCompiler) -> [Selector] {
        // Nested selectors look at the unit of the one around them, which says for itself what that is.
        let before = compiler.dependsOnMessageBorders
        defer { compiler.dependsOnMessageBorders = before }
        return (cursor?.elements ?? []).compactMap { element in
            guard var object = element.object else { return nil }
            let selector = compiler.selector(reading: &object, defaultRoles: roles)
            object.finish()
            return selector
        }
    }
}
