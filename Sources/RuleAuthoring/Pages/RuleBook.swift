import Findings
import Rules

/// All rules in force as one document: by behaviour, then in the order of the packs.
public struct RuleBook: Sendable {
    public struct Chapter: Sendable {
        public let behaviour: Behaviour
        public let pages: [RulePage]

        /// The behaviour as a heading.
        var title: String {
            switch behaviour {
            case .listen: "Listen"
            case .acknowledge: "Acknowledge"
            case .concern: "Express concern"
            case .patience: "Be patient and understanding"
            case .collaborate: "Work together"
            case .followUp: "Follow up"
            }
        }
    }

    /// The packs, as `name@version`.
    public let packs: [String]
    /// Behaviours without rules have none.
    public let chapters: [Chapter]

    /// - Parameter language: With the kinds that `rules` was loaded with.
    public init(_ rules: RuleSet, language: PackLanguage = PackLanguage()) {
        packs = rules.packs.map(\.reference)
        let pages = rules.rules.map { RulePage($0, in: rules, language: language) }
        chapters = Behaviour.allCases.compactMap { behaviour in
            let own = pages.filter { $0.rule.behaviour == behaviour }
            return own.isEmpty ? nil : Chapter(behaviour: behaviour, pages: own)
        }
    }

    /// `12 rules of core-en@1.0.0`.
    var summary: String {
        let count = chapters.reduce(0) { $0 + $1.pages.count }
        return "\(count) rule\(count == 1 ? "" : "s") of \(RuleWords.list(packs, "and"))"
    }

    /// The place of a rule in the document.
    static func anchor(_ page: RulePage) -> String { "\(page.rule.reference.pack)-\(page.rule.reference.name)" }
}
