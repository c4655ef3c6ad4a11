import Diagnostics
import RuleTesting
import Rules

/// What `tact rules test` shows people: what is wrong, then the counts.
struct RulesTestText {
    private let report: TestReport
    private let listsCoverage: Bool
    private let style: TerminalStyle

    init(_ report: TestReport, listsCoverage: Bool, style: TerminalStyle) {
        self.report = report
        self.listsCoverage = listsCoverage
        self.style = style
    }

    var text: String {
        let diagnostics = report.examples.flatMap(\.diagnostics) + report.unless.flatMap(\.diagnostics)
        return DiagnosticText(style: style).render(diagnostics) + (listsCoverage ? unexercised + coverage : "") + summary
    }

    private var unexercised: String {
        report.coverage.unexercised.map { place in
            let phrase = place.phrase ?? ""
            return TerminalText.escaped("\(place.file):\(place.line): \(place.owner): “\(phrase)”") + "\n"
        }.joined()
    }

    private var coverage: String {
        let all = report.coverage.phrases.count
        return "\(all.counted("phrase")), \(all - report.coverage.unexercised.count) with an example, \(report.coverage.unexercised.count) without\n"
    }

    private var summary: String {
        let variants = report.examples.count { $0.variant != nil }
        let failed = report.examples.count { !$0.passed }
        let known = report.examples.count { $0.outcome == .knownMiss }
        let unneeded = report.unless.count { !$0.isNeeded }
        let unless = report.unless.isEmpty ? "" : ", \(report.unless.count) unless"
        var outcomes: [String] = []
        if failed > 0 { outcomes.append("\(failed) do not hold") }
        if unneeded > 0 { outcomes.append("\(unneeded) not needed") }
        if known > 0 { outcomes.append("\(known) known not to hold yet") }
        if report.passed { outcomes.append(known == 0 ? "all hold" : "the others hold") }
        return "\(report.ruleCount.counted("rule")), \((report.examples.count - variants).counted("example")), \(variants.counted("variant"))\(unless): "
            + outcomes.joined(separator: ", ") + "\n"
    }
}
