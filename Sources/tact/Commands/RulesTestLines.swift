import Diagnostics
import RuleTesting
import Rules

/// What `tact rules test --format jsonl` writes: an object a line for each result, then one with the counts.
enum RulesTestLines {
    static func bytes(of report: TestReport, listsCoverage: Bool) -> [UInt8] {
        var json = JSONWriter()
        for result in report.examples { write(result, to: &json) }
        for result in report.unless { write(result, to: &json) }
        if listsCoverage {
            for place in report.coverage.unexercised { write(unexercised: place, to: &json) }
        }
        writeSummary(of: report, to: &json)
        return json.bytes
    }

    private static func write(_ result: ExampleResult, to json: inout JSONWriter) {
        json.beginObject()
        json.member("type", "example")
        json.member("rule", result.rule.path)
        json.member("example", result.example.name)
        json.member("variant", result.variant?.rawValue)
        json.member("outcome", result.outcome.rawValue)
        json.member("file", result.example.place.file)
        json.member("line", result.example.place.line)
        write(result.diagnostics, to: &json)
        json.endObject()
        json.endLine()
    }

    private static func write(_ result: UnlessResult, to json: inout JSONWriter) {
        json.beginObject()
        json.member("type", "unless")
        write(result.place, to: &json)
        json.member("outcome", result.isNeeded ? "needed" : "unneeded")
        write(result.diagnostics, to: &json)
        json.endObject()
        json.endLine()
    }

    private static func write(unexercised place: PhrasePlace, to json: inout JSONWriter) {
        json.beginObject()
        json.member("type", "unexercised-phrase")
        write(place, to: &json)
        json.endObject()
        json.endLine()
    }

    private static func write(_ place: PhrasePlace, to json: inout JSONWriter) {
        json.member("phrase", place.phrase)
        json.member("pointer", place.pointer)
        json.member("file", place.file)
        json.member("line", place.line)
    }

    private static func write(_ diagnostics: [Diagnostic], to json: inout JSONWriter) {
        json.key("problems")
        json.beginArray()
        for diagnostic in diagnostics {
            json.beginObject()
            json.member("code", diagnostic.code)
            json.member("message", diagnostic.message)
            json.member("help", diagnostic.help)
            json.endObject()
        }
        json.endArray()
    }

    private static func writeSummary(of report: TestReport, to json: inout JSONWriter) {
        json.beginObject()
        json.member("type", "summary")
        json.member("rules", report.ruleCount)
        json.member("examples", report.examples.count { $0.variant == nil })
        json.member("variants", report.examples.count { $0.variant != nil })
        json.member("failed", report.examples.count { !$0.passed })
        json.member("known_misses", report.examples.count { $0.outcome == .knownMiss })
        json.member("unless", report.unless.count)
        json.member("unneeded_unless", report.unless.count { !$0.isNeeded })
        json.member("phrases", report.coverage.phrases.count)
        json.member("unexercised_phrases", report.coverage.unexercised.count)
        json.member("passed", report.passed)
        json.endObject()
        json.endLine()
    }
}
