import Diagnostics
import Linting

/// Where the time of a run went, for people: a table of phases, and one of rules, the costliest first.
public struct ProfileText {
    private let style: TerminalStyle

    public init(style: TerminalStyle = .plain) { self.style = style }

    public func text(_ profile: RunProfile) -> String {
        [phases(profile), "", rules(profile.lint)].joined(separator: "\n") + "\n"
    }

    /// Each phase with its time, its share of all, and megabytes of the input a second.
    private func phases(_ profile: RunProfile) -> String {
        let rows = RunProfile.Phase.allCases.map { row($0.rawValue, profile.time(of: $0), of: profile) }
        let total = row("together", profile.total, of: profile)
        let table = ProfileTable(head: ["phase", "time", "share", "MB/s"], rows: rows + [total], style: style)
        let threads = "\(profile.jobs) \(profile.jobs == 1 ? "thread" : "threads")"
        return table.text + "\n\(ProfileTable.time(profile.wall)) on the clock with \(threads)"
    }

    private func row(_ name: String, _ time: Int64, of profile: RunProfile) -> [String] {
        [
            name, ProfileTable.time(time), ProfileTable.share(time, of: profile.total),
            time > 0 ? ProfileTable.rate(Double(profile.bytes) * 1000 / Double(time)) : "",
        ]
    }

    /// Each rule with its time, the share of all rules, the transcripts that it was asked about, and what it found.
    func rules(_ lint: LintProfile) -> String {
        let total = lint.rules.reduce(0) { $0 + $1.nanoseconds }
        let rows = lint.costliest.map { cost in
            [
                cost.rule, ProfileTable.time(cost.nanoseconds), ProfileTable.share(cost.nanoseconds, of: total), String(cost.evaluations),
                String(cost.findings),
            ]
        }
        return ProfileTable(head: ["rule", "time", "share", "evaluations", "findings"], rows: rows, style: style).text
    }
}
