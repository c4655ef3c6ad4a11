import Diagnostics
import Rules
import RuleTesting

/// What `tact rules diff` shows people: for each pack its versions, then a paragraph for each change.
struct RulesDiffText {
    private let comparison: PackComparison
    private let findings: FindingsComparison
    private let style: TerminalStyle
    private let width: Int

    /// So many elements of an array are shown.
    private static let elementLimit = 5

    init(_ comparison: PackComparison, _ findings: FindingsComparison, style: TerminalStyle, width: Int) {
        self.comparison = comparison
        self.findings = findings
        self.style = style
        self.width = width
    }

    var text: String {
        guard !comparison.packs.isEmpty else { return "nothing changed\n" }
        let lines = comparison.packs.flatMap { pack in [headline(pack)] + pack.entries.flatMap { [""] + entry($0, of: pack.name) } + [""] }
        return lines.map { $0 + "\n" }.joined() + "findings were compared over \(findings.transcripts.counted("conversation"))\n"
    }

    // MARK: Packs

    private func headline(_ pack: PackComparison.PackChanges) -> String {
        let name = style.paint(pack.name, .strong)
        guard let old = pack.oldVersion else { return "\(name): new" }
        guard let new = pack.newVersion, let least = pack.leastVersion else { return "\(name): removed" }
        let versions = old == new ? "\(name) \(old)" : "\(name) \(old) → \(new)"
        if pack.step == .none { return "\(versions): nothing in it changed" }
        let asks = "asks for a \(pack.step.name) version, at least \(least)"
        return "\(versions): \(asks)" + (new >= least ? "" : style.paint(" – \(new) is not enough", .error))
    }

    // MARK: Entries

    private func entry(_ change: EntryChange, of pack: String) -> [String] {
        let name = TerminalText.escaped(change.name)
        let title = "\(change.noun.rawValue) \(style.paint(name, .strong))"
        let event =
            switch change.event {
            case .added: "added"
            case .removed: "removed"
            case .renamed(let old): "renamed, was \(TerminalText.escaped(old))"
            case .changed: "changed"
            }
        return ["  \(title): \(event) (\(change.step.name))"] + change.keys.flatMap { key($0) } + lists(change) + effects(change, of: pack) + rev(change)
    }

    private func key(_ change: KeyChange) -> [String] {
        let name = TerminalText.escaped(change.key)
        guard change.added.isEmpty, change.removed.isEmpty else {
            return elements(change.removed, "-", .error, key: name) + elements(change.added, "+", .help, key: name)
        }
        switch (change.old, change.new) {
        case (let old?, let new?): return ["    \(name): \(shortened(old)) → \(shortened(new))"]
        case (nil, let new?): return ["    \(name): \(shortened(new)) (new)"]
        case (let old?, nil): return ["    \(name): \(shortened(old)) (gone)"]
        case (nil, nil): return ["    \(name): changed"]
        }
    }

    private func elements(_ texts: [String], _ sign: String, _ role: TerminalStyle.Role, key: String) -> [String] {
        let shown = texts.prefix(Self.elementLimit).map { "    \(key) \(style.paint(sign, role)) \(shortened($0))" }
        return shown + (texts.count > shown.count ? ["    \(key) \(style.paint(sign, role)) \(texts.count - shown.count) more"] : [])
    }

    private func shortened(_ text: String) -> String {
        let text = TerminalText.escaped(text)
        let room = max(20, width - 30)
        return text.count > room ? text.prefix(room - 1) + "…" : text
    }

    private func lists(_ change: EntryChange) -> [String] {
        change.lists.isEmpty ? [] : ["    through \(change.lists.map { "@" + TerminalText.escaped($0) }.joined(separator: ", "))"]
    }

    private func effects(_ change: EntryChange, of pack: String) -> [String] {
        guard change.noun == .rule else { return [] }
        let difference = findings.byRule["\(pack)/\(change.name)"]
        if let difference {
            return ["    findings: \(difference.gained) gained, \(difference.lost) lost"]
        }
        let meanings = Set(change.keys.map(\.meaning))
        if change.event == .changed, !change.changesFindings {
            if meanings.contains(.grouping) { return ["    findings: the same, grouped differently"] }
            return [meanings.contains(.weight) ? "    findings: the same, of another weight" : "    findings: the same"]
        }
        return ["    findings: no difference here"]
    }

    private func rev(_ change: EntryChange) -> [String] {
        guard change.needsRev, let rev = change.newRev else { return [] }
        return [style.paint("    rev is still \(rev), but the rule may find something else: make it \((change.oldRev ?? rev) + 1)", .error)]
    }
}
