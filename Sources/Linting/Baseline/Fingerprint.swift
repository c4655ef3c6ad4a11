import Findings
import Phrases
import Transcripts

/// What makes a finding the same one in another run, another export and on another machine, without a word of what was said.
///
/// It is made of the rule's name, the transcript's id, the indices of the messages, and the matched words as rules read them: other spaces,
/// quotes or capitals change nothing, and neither does a new revision of the rule.
///
/// The hash tells findings apart, on any machine. It does not withstand somebody who crafts a message to be taken for a known one: that would
/// hide one finding from whoever asked to see new ones only. And a cryptographic hash of a ticket's number could be found by trying, too.
public struct Fingerprint: Sendable, Hashable {
    /// `pack/name`.
    public let rule: String
    /// The hash of the transcript's id, 32 hexadecimal digits.
    public let transcript: String
    /// The hash of all that the fingerprint is made of, 32 hexadecimal digits.
    public let finding: String

    init(rule: String, transcript: String, finding: String) {
        self.rule = rule
        self.transcript = transcript
        self.finding = finding
    }

    /// - Parameters:
    ///   - finding: A finding of the transcript: its spans are within the messages' texts.
    public init(of finding: Finding, in transcript: Transcript) {
        var hash = StableHash()
        hash.combine(finding.rule.path)
        hash.combine(transcript.id)
        for quotation in [finding.at, finding.trigger].compactMap({ $0 }) {
            hash.combine(quotation.message)
            let words = Self.words(of: quotation, in: transcript)
            hash.combine(words.count)
            for word in words { hash.combine(word) }
        }
        rule = finding.rule.path
        self.transcript = Self.transcript(transcript.id)
        self.finding = hash.text
    }

    /// The hash of a transcript's id.
    static func transcript(_ id: String) -> String {
        var hash = StableHash()
        hash.combine(id)
        return hash.text
    }

    /// The words at a place; of the message's own text, as a quote may be cut.
    private static func words(of quotation: Quotation, in transcript: Transcript) -> [String] {
        let bytes = transcript.messages[quotation.message].text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: quotation.span.lowerBound)
        let text = String(decoding: bytes[start...].prefix(quotation.span.count), as: UTF8.self)
        return WordReader.words(in: text).map { $0.text.lowercased() }
    }

    /// The name of the rule's pack.
    var pack: String { String(rule.prefix { $0 != "/" }) }
}

extension Fingerprint: Comparable {
    public static func < (a: Fingerprint, b: Fingerprint) -> Bool { (a.rule, a.transcript, a.finding) < (b.rule, b.transcript, b.finding) }
}
