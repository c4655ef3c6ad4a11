import Diagnostics
import Phrases

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
    ///   - sources: The packs' files, in the order in which the packs apply.
    ///   - kinds: The kinds of rule that packs may have.
    public static func load(_ sources: [SourceText], kinds: [any RuleKind.Type] = RuleKinds.all) -> LoadedRules {
        let book = PhraseBook()
        var diagnostics: [Diagnostic] = []
        var packs: [Pack] = []
        var rules: [Rule] = []
        var lists: [String: [String: Int]] = [:]
        var scoring = Scoring()
        for source in sources {
            let collector = DiagnosticCollector(source)
            if let contents = PackReader(collector, book: book, earlier: packs, kinds: kinds).read() {
                packs.append(contents.pack)
                rules += contents.rules
                lists[contents.pack.name] = contents.lists
                scoring = contents.scoring ?? scoring
            }
            diagnostics += collector.diagnostics
        }
        if sources.isEmpty {
            diagnostics.append(Diagnostic(code: "no-packs", "there are no rule packs", help: "name a pack, or a folder of packs, with --rules"))
        }
        guard !diagnostics.contains(where: { $0.severity == .error }) else { return LoadedRules(ruleSet: nil, diagnostics: diagnostics) }
        do {
            let ruleSet = try RuleSet(packs: packs, rules: rules, namedLists: lists, scoring: scoring, book: book)
            return LoadedRules(ruleSet: ruleSet, diagnostics: diagnostics)
        } catch {
            let diagnostic = Diagnostic(
                code: error.reason.code, "the phrase “\(book.phrases[error.phrase].source)”: \(error.reason.message)", help: error.reason.help)
            return LoadedRules(ruleSet: nil, diagnostics: diagnostics + [diagnostic])
        }
    }

    private init(
        packs: [Pack], rules: [Rule], namedLists: [String: [String: Int]], scoring: Scoring, book: PhraseBook
    ) throws(PhraseMatcherError) {
        self.packs = packs
        self.rules = rules
        self.scoring = scoring
        self.namedLists = namedLists
        listDefinitions = book.definitions
        lists = book.lists
        membership = book.membership
        uses = book.uses
        phrases = book.phrases
        matcher = try book.matcher()
    }
}
