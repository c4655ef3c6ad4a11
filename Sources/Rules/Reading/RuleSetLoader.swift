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
    /// - Parameter sources: The packs' files, in the order in which the packs apply.
    public static func load(_ sources: [SourceText]) -> LoadedRules {
        let book = PhraseBook()
        var diagnostics: [Diagnostic] = []
        var packs: [Pack] = []
        var rules: [Rule] = []
        var scoring = Scoring()
        for source in sources {
            let collector = DiagnosticCollector(source)
            if let contents = PackReader(collector, book: book, earlier: packs).read() {
                packs.append(contents.pack)
                rules += contents.rules
                scoring = contents.scoring ?? scoring
            }
            diagnostics += collector.diagnostics
        }
        if sources.isEmpty {
            diagnostics.append(Diagnostic(code: "no-packs", "there are no rule packs", help: "name a pack, or a folder of packs, with --rules"))
        }
        guard !diagnostics.contains(where: { $0.severity == .error }) else { return LoadedRules(ruleSet: nil, diagnostics: diagnostics) }
        do {
            let ruleSet = try RuleSet(packs: packs, rules: rules, scoring: scoring, book: book)
            return LoadedRules(ruleSet: ruleSet, diagnostics: diagnostics)
        } catch {
            let use = book.uses.first { $0.content == .phrase(error.phrase) }
            let diagnostic = Diagnostic(code: error.reason.code, error.reason.message, at: use?.place.place, help: error.reason.help)
            return LoadedRules(ruleSet: nil, diagnostics: diagnostics + [diagnostic])
        }
    }

    private init(packs: [Pack], rules: [Rule], scoring: Scoring, book: PhraseBook) throws(PhraseMatcherError) {
        self.packs = packs
        self.rules = rules
        self.scoring = scoring
        lists = book.lists
        membership = book.membership
        uses = book.uses
        phrases = book.phrases
        matcher = try book.matcher()
    }
}
