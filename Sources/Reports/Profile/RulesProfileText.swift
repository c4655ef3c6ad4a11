import Diagnostics
import Linting
import Rules

/// What rules, lists and phrases cost, for people.
public struct RulesProfileText {
    private let style: TerminalStyle
    private let listsAll: Bool

    /// How many lists and phrases are shown where not all are.
    private static let shown = 10

    /// - Parameter listsAll: Whether each list and phrase is shown, those that matched nothing as well.
    public init(style: TerminalStyle = .plain, listsAll: Bool = false) {
        self.style = style
        self.listsAll = listsAll
    }

    public func text(_ lint: LintProfile, _ phrases: PhraseProfile) -> String {
        let parts = [summary(lint, phrases), ProfileText(style: style).rules(lint), lists(phrases), busiest(phrases), idle(phrases)]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func summary(_ lint: LintProfile, _ phrases: PhraseProfile) -> String {
        let rate = lint.matching > 0 ? ", \(ProfileTable.rate(Double(phrases.bytes) * 1000 / Double(lint.matching))) MB/s of text" : ""
        return """
            \(counted(phrases.transcripts, "transcript")), \(counted(phrases.messages, "message")), \(counted(phrases.words, "word"))
            matching \(ProfileTable.time(lint.matching))\(rate); evaluating \(ProfileTable.time(lint.evaluating))
            """
    }

    private func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

    private func lists(_ profile: PhraseProfile) -> String {
        let all = profile.costliest
        let rows = (listsAll ? all : Array(all.prefix(Self.shown))).map { cost in
            ["\(cost.owner) of \(cost.pack)", ProfileTable.time(cost.nanoseconds), "\(cost.matches)", "\(cost.phrases)", "\(cost.idle)"]
        }
        guard !rows.isEmpty else { return "" }
        return ProfileTable(head: ["phrases of", "time", "matches", "phrases", "without a match"], rows: rows, style: style).text
            + more(than: rows.count, of: all.count)
    }

    private func busiest(_ profile: PhraseProfile) -> String {
        let all = profile.busiest
        let rows = (listsAll ? all : Array(all.prefix(Self.shown))).map { ["\($0.matches)", "\($0.owner) of \($0.pack)", $0.phrase] }
        guard !rows.isEmpty else { return "" }
        let table = ProfileTable(head: ["matches", "of", "phrase"], rows: rows, names: [1, 2], style: style)
        return table.text + more(than: rows.count, of: all.count)
    }

    private func idle(_ profile: PhraseProfile) -> String {
        let idle = profile.idle
        let count = "\(idle.count) of \(counted(profile.phrases.count, "phrase")) matched nothing"
        guard listsAll, !idle.isEmpty else { return count }
        let rows = idle.map { ["\($0.owner) of \($0.pack)", $0.phrase] }
        return count + "\n" + ProfileTable(head: ["of", "phrase"], rows: rows, names: [0, 1], style: style).text
    }

    private func more(than shown: Int, of all: Int) -> String { shown < all ? "\n… and \(all - shown) more: --all" : "" }
}
