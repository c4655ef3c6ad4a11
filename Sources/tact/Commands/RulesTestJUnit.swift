import Diagnostics
import RuleTesting

/// What `tact rules test --format junit` writes: a suite for each rule, and one for the `unless` entries.
enum RulesTestJUnit {
    private struct Case {
        let name: String
        let diagnostics: [Diagnostic]
        /// Reported, but neither passed nor failed.
        let isSkipped: Bool

        var isFailed: Bool { !isSkipped && !diagnostics.isEmpty }
    }

    private struct Suite {
        let name: String
        var cases: [Case]
    }

    static func text(of report: TestReport) -> String {
        var suites: [Suite] = []
        for result in report.examples {
            let test = Case(name: result.name, diagnostics: result.diagnostics, isSkipped: result.outcome == .knownMiss)
            if suites.last?.name == result.rule.path { suites[suites.count - 1].cases.append(test) } else {
                suites.append(Suite(name: result.rule.path, cases: [test]))
            }
        }
        let unless = report.unless.map { Case(name: $0.name, diagnostics: $0.diagnostics, isSkipped: false) }
        if !unless.isEmpty { suites.append(Suite(name: "unless", cases: unless)) }
        let all = Suite(name: "tact rules test", cases: suites.flatMap(\.cases))
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites \(counts(of: all))>\n" + suites.map { text(of: $0) }.joined()
            + "</testsuites>\n"
    }

    private static func text(of suite: Suite) -> String {
        "  <testsuite \(counts(of: suite))>\n" + suite.cases.map { text(of: $0, in: suite.name) }.joined() + "  </testsuite>\n"
    }

    private static func counts(of suite: Suite) -> String {
        let failed = suite.cases.count { $0.isFailed }
        let skipped = suite.cases.count { $0.isSkipped }
        return "name=\"\(escaped(suite.name))\" tests=\"\(suite.cases.count)\" failures=\"\(failed)\" skipped=\"\(skipped)\""
    }

    private static func text(of test: Case, in suite: String) -> String {
        let head = "    <testcase classname=\"\(escaped(suite))\" name=\"\(escaped(test.name))\""
        if test.diagnostics.isEmpty { return head + "/>\n" }
        let inner = test.diagnostics.map { diagnostic in
            if test.isSkipped { return "      <skipped message=\"\(escaped(diagnostic.message))\"/>\n" }
            let place = diagnostic.place.map { "\($0.file):\($0.line ?? 1): " } ?? ""
            let text = place + ([diagnostic.message, diagnostic.help].compactMap { $0 }).joined(separator: "; ")
            return "      <failure type=\"\(diagnostic.code)\" message=\"\(escaped(diagnostic.message))\">\(escaped(text))</failure>\n"
        }
        return head + ">\n" + inner.joined() + "    </testcase>\n"
    }

    /// XML has no way to write most control characters, so they become the replacement character.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case _ where scalar.isUnsafeInOutput || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
