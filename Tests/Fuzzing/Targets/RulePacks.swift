import Diagnostics
import Findings
import Linting
import RuleTesting
import Rules
import TranscriptFormats
import Transcripts

/// A rule pack: what tactd does with one before it lets it in, and then some linting.
func loadPack(_ bytes: [UInt8]) {
    let loaded = RuleSet.load([SourceText(file: "fuzzed.json", bytes: bytes)], today: "2026-01-05")
    loaded.diagnostics.forEach(check)
    guard let rules = loaded.ruleSet else {
        precondition(loaded.diagnostics.contains { $0.severity == .error }, "refused without an error")
        return
    }
    precondition(!loaded.diagnostics.contains { $0.severity == .error }, "taken with an error")
    _ = RuleTester.run(rules)
    let linter = Linter(rules.forLintingAlone)
    let result = linter.lint(conversation)
    precondition(result == Linter(rules).lint(conversation), "the same rules find something else")
    for finding in result.findings {
        check(finding.at)
        if let trigger = finding.trigger { check(trigger) }
        checkLine(RecordEncoder().line(.finding(FindingRecord(transcript: summary, finding: finding))))
    }
}

/// A quotation stands where it says.
private func check(_ quotation: Quotation) {
    let text = Array(conversation.messages[quotation.message].text.utf8)
    precondition(quotation.span.upperBound <= text.count)
    precondition(String(validating: text[quotation.span], as: UTF8.self) != nil, "a span cuts a character")
}

private let summary = TranscriptSummary(conversation, from: Provenance(source: nil, file: "fuzzed", format: "tact"))

private let conversation: Transcript = {
    let line = """
        {"id": "1", "channel": "email", "language": "en", "messages": [{"role": "customer", "author": "Maria Lopez", \
        "text": "Hello!! My parcel never came. This is the third time that I write; I'm fed up 😡. maria@example.net, +49 30 1234567"}, \
        {"role": "agent", "author": "Dana", "text": "You should have read the manual… As I said: it'll cost $12.50 on 2026-01-05, KX-2231?"}, \
        {"role": "customer", "text": "WHY?! \\"Nobody\\" helps me. 我很生气。"}, \
        {"role": "agent", "text": "I am so sorry to hear that. Can I help with anything else?\\n> Nobody helps me."}]}
        """
    var reader = ExportReader(MemorySource(Array(line.utf8)), name: "conversation.json")
    guard case .transcript(let transcript)? = try? reader.next() else { fatalError("the conversation cannot be read") }
    return transcript
}()
