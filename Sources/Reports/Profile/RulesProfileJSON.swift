import Diagnostics
import Linting
import Rules

/// What rules, lists and phrases cost, for programs: an object a line, with a `type`. Times are nanoseconds.
public enum RulesProfileJSON {
    /// First what all have in common, then the rules, the costliest first, the lists likewise, and the phrases, the busiest first.
    public static func lines(_ lint: LintProfile, _ phrases: PhraseProfile) -> [UInt8] {
        var writer = JSONWriter()
        writer.line("run") {
            $0.member("transcripts", phrases.transcripts)
            $0.member("messages", phrases.messages)
            $0.member("bytes", phrases.bytes)
            $0.member("words", phrases.words)
            $0.member("matching", Int(lint.matching))
            $0.member("evaluating", Int(lint.evaluating))
        }
        for cost in lint.costliest {
            writer.line("rule") {
                $0.member("rule", cost.rule)
                $0.member("time", Int(cost.nanoseconds))
                $0.member("evaluations", cost.evaluations)
                $0.member("findings", cost.findings)
            }
        }
        for cost in phrases.costliest {
            writer.line("list") {
                $0.member("owner", cost.owner)
                $0.member("pack", cost.pack)
                $0.member("time", Int(cost.nanoseconds))
                $0.member("matches", cost.matches)
                $0.member("phrases", cost.phrases)
                $0.member("without_match", cost.idle)
            }
        }
        for count in phrases.busiest + phrases.idle {
            writer.line("phrase") {
                $0.member("phrase", count.phrase)
                $0.member("owner", count.owner)
                $0.member("pack", count.pack)
                $0.member("matches", count.matches)
            }
        }
        return writer.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func line(_ type: String, _ members: (inout JSONWriter) -> Void) {
        beginObject()
        member("type", type)
        members(&self)
        endObject()
        endLine()
    }
}
