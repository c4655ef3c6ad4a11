import Diagnostics
import Phrases

/// What rules are loaded for.
public enum LoadingPurpose: Sendable {
    /// All that packs hold is read and checked.
    case everything
    /// What only tests and authors ask for is left out, as in `RuleSet.forLintingAlone`: above all the rules' examples, which nobody reads.
    case lintingAlone
}

/// What came of loading packs: rules where nothing was wrong, and what there is to say.
public struct LoadedRules: Sendable {
    /// nil where a pack has an error.
    public let ruleSet: RuleSet?
    /// All errors and warnings of all packs, in the order of the files.
    public let diagnostics: [Diagnostic]
}

extension RuleSet {
    /// Loads packs: reads, checks and compiles them, whole or not at all.
    ///
    /// - Parameters:
    ///   - sources: The packs' files, in the order in which the packs apply; one that builds on another comes after it whatever the order.
    ///   - today: The day, such as `2026-11-24`, that decides which `suppress` entries have expired; nil, none has.
    ///   - purpose: What the rules are for.
    ///   - kinds: The kinds of rule that packs may have.
    public static func load(
        _ sources: [SourceText], today: String? = nil, for purpose: LoadingPurpose = .everything, kinds: [any RuleKind.Type] = RuleKinds.all
    ) -> LoadedRules {
        load(sources.map { PackDocument($0) }, today: today, for: purpose, kinds: kinds)
    }

    static func load(
        _ documents: [PackDocument], today: String?, for purpose: LoadingPurpose, kinds: [any RuleKind.Type] = RuleKinds.all
    ) -> LoadedRules {
        guard !documents.isEmpty else {
            let diagnostic = Diagnostic(code: "no-packs", "there are no rule packs", help: "name a pack, or a folder of packs, with --rules")
            return LoadedRules(ruleSet: nil, diagnostics: [diagnostic])
        }
        let loader = RuleSetLoader(PackOrder(documents), today: today, purpose: purpose, kinds: kinds)
        let contents = loader.read()
        // What an entry takes over from another is read with both of them, but is one mistake.
        let diagnostics = documents.flatMap { $0.collector.diagnostics.inOrder }.withoutRepetition
        guard !diagnostics.contains(where: { $0.severity == .error }) else { return LoadedRules(ruleSet: nil, diagnostics: diagnostics) }
        do {
            let ruleSet = try RuleSet(contents, book: loader.book)
            return LoadedRules(ruleSet: purpose == .lintingAlone ? ruleSet.forLintingAlone : ruleSet, diagnostics: diagnostics)
        } catch {
            // Where the phrase is, only who reads everything knows.
            guard purpose != .lintingAlone else { return load(documents, today: today, for: .everything, kinds: kinds) }
            let use = loader.book.uses.first { $0.content == .phrase(error.phrase) }
            let diagnostic = Diagnostic(code: error.reason.code, error.reason.message, at: use?.place.place, help: error.reason.help)
            return LoadedRules(ruleSet: nil, diagnostics: diagnostics + [diagnostic])
        }
    }

    private init(_ contents: RuleSetLoader.Contents, book: PhraseBook) throws(PhraseMatcherError) {
        packs = contents.packs
        rules = contents.rules
        scoring = contents.scoring
        namedLists = contents.lists
        listDefinitions = book.definitions
        suppressions = Dictionary(grouping: contents.suppressions, by: \.transcript)
        lists = book.lists
        phraseLists = PhraseLists(book.membership, book.lists)
        uses = book.uses
        phrases = book.phrases
        roleGroups = book.roleGroups
        matcher = try book.matcher(roleGroups)
    }
}

/// Reads and compiles packs that are in their order.
private struct RuleSetLoader {
    struct Contents {
        var packs: [Pack] = []
        var rules: [Rule] = []
        var scoring = Scoring()
        var suppressions: [Suppression] = []
        /// For each pack by its name, the lists that its phrases can name, as indices in the book.
        var lists: [String: [String: Int]] = [:]
    }

    let book: PhraseBook
    private let order: PackOrder
    private let today: String?
    private let purpose: LoadingPurpose
    private let kinds: [any RuleKind.Type]

    init(_ order: PackOrder, today: String?, purpose: LoadingPurpose, kinds: [any RuleKind.Type]) {
        book = PhraseBook(for: purpose)
        self.order = order
        self.purpose = purpose
        self.today = today
        self.kinds = kinds
    }

    func read() -> Contents {
        var contents = Contents()
        let packs = packs
        let compiler = PackCompiler(book: book)
        let lists = ListReader(order, compiler: compiler)
        contents.lists = lists.read()
        contents.rules = rules(packs, compiler)
        lists.warnOfUnused()
        contents.packs = packs.compactMap { $0 }
        contents.scoring = order.documents.compactMap(\.scoring).last ?? Scoring()
        let reader = SuppressReader(rules: contents.rules, today: today)
        contents.suppressions = order.documents.compactMap(\.suppress).flatMap { reader.read($0) }
        return contents
    }

    /// The packs, with what they have from those that they build on; nil where a head is wrong.
    private var packs: [Pack?] {
        var packs: [Pack?] = []
        for (document, bases) in zip(order.documents, order.bases) {
            var pack = document.pack
            pack?.bases = bases.compactMap { order.documents[$0].pack?.name }
            if pack?.turnGap == nil { pack?.turnGap = bases.lazy.compactMap { packs[$0]?.turnGap }.first }
            packs.append(pack)
        }
        return packs
    }

    private func rules(_ packs: [Pack?], _ compiler: PackCompiler) -> [Rule] {
        let resolver = EntryResolver(order, "rule") { $0.rules }
        return resolver.entries.filter(\.isCompiled).compactMap { entry in
            RuleReader(
                name: entry.name, pack: packs[entry.pack], compiler: compiler, kinds: kinds, purpose: purpose, isDerived: entry.isDerived,
                overrides: entry.overrides
            ).read(entry.value)
        }
    }
}

extension [Diagnostic] {
    /// By their place in the file, as they are read; those without a place come first.
    fileprivate var inOrder: [Diagnostic] {
        enumerated().sorted { a, b in
            (a.element.place?.bytes?.lowerBound ?? -1, a.offset) < (b.element.place?.bytes?.lowerBound ?? -1, b.offset)
        }.map(\.element)
    }

    fileprivate var withoutRepetition: [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return filter { seen.insert($0).inserted }
    }
}
