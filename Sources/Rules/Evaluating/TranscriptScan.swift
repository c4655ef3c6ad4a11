import Phrases
import Transcripts

/// The words of one transcript's messages, and what the lists match in them: each worked out at most once, when it is first asked for.
///
/// The evaluations of one transcript under several packs share it. It belongs to one thread.
public final class TranscriptScan {
    private let transcript: Transcript
    private let shared: SharedRuleSet
    private var scans = TextScans()
    /// By message; nil until it is scanned.
    private var texts: [TextScans.Text?]
    /// A bit for each role whose messages are among those of `resolved`.
    private var covered: UInt8 = 0
    private var resolved = ResolvedLists()
    /// Times the matching of phrases; nil where nobody asks.
    private let timer: MatchingTimer?
    private let findsAll: Bool

    /// - Parameter findsAll: Whether to look for all phrases in each message, asked for or not, as somebody does who asks why.
    public convenience init(_ transcript: Transcript, rules: RuleSet, findsAll: Bool = false) {
        self.init(transcript, sharing: SharedRuleSet(rules), findsAll: findsAll)
    }

    /// The same, with rules that many transcripts share.
    public init(_ transcript: Transcript, sharing shared: SharedRuleSet, findsAll: Bool = false, timer: MatchingTimer? = nil) {
        self.findsAll = findsAll
        self.transcript = transcript
        self.timer = timer
        self.shared = shared
        texts = Array(repeating: nil, count: transcript.messages.count)
    }

    var rules: RuleSet { shared.rules }

    // MARK: Messages

    /// The number of words of a message.
    func words(of message: Int) -> Int { text(of: message).words }

    func sentences(of message: Int) -> ArraySlice<Sentence> {
        // First of all, as it may have to be scanned.
        let text = text(of: message)
        return scans.sentences[text.sentences]
    }

    func sentence(_ sentence: Int, of message: Int) -> Sentence {
        let text = text(of: message)
        return scans.sentences[text.sentences.lowerBound + sentence]
    }

    func questions(of message: Int) -> Int { sentences(of: message).count { $0.kind == .question } }

    /// Whether some of a message is written without spaces between its words. All such scripts take three bytes a letter or more, so hardly
    /// any message is scanned for this alone.
    func hasUnsegmentedScript(in message: Int) -> Bool {
        if let text = texts[message] { return text.hasUnsegmentedScript }
        return transcript.messages[message].text.utf8.contains { $0 >= 0xE0 } && text(of: message).hasUnsegmentedScript
    }

    /// Every phrase that matches in a message of those that are looked for there, in order of position.
    func phrases(of message: Int) -> ArraySlice<PhraseMatch> {
        let text = text(of: message)
        return scans.matches[text.matches]
    }

    private func text(of message: Int) -> TextScans.Text {
        if let text = texts[message] { return text }
        let text = timer.map { $0.time { scan(message) } } ?? scan(message)
        texts[message] = text
        return text
    }

    private func scan(_ message: Int) -> TextScans.Text {
        let group = findsAll ? .all : shared.rules.roleGroups[transcript.messages[message].role]
        return shared.rules.matcher.scan(transcript.messages[message].text, for: group, into: &scans)
    }

    // MARK: Lists

    /// Whether a list may match something in what some roles say; false is certain.
    func mayMatch(_ list: Int, by roles: [Role]) -> Bool {
        cover(roles)
        return resolved.mayMatch(list)
    }

    /// What a list matches in what some roles say, and perhaps in what others say, without what its `unless` protects; in order of position,
    /// none overlapping.
    func matches(of list: Int, by roles: [Role]) -> [ListMatch] {
        cover(roles)
        return resolved.matches(of: list, scans.matches, shared)
    }

    /// Scans the messages of some roles. Hardly any rule asks for others than the two sides, so they are not scanned for all.
    private func cover(_ roles: [Role]) {
        let asked = roles.reduce(0) { $0 | $1.bit }
        guard asked & ~covered != 0 else { return }
        let missing = (asked | Role.customer.bit | Role.agent.bit) & ~covered
        covered |= missing
        if resolved.isBegun, !transcript.messages.contains(where: { $0.role.bit & missing != 0 }) { return }
        let texts = transcript.messages.indices.map { message -> Range<Int> in
            transcript.messages[message].role.bit & covered != 0 ? text(of: message).matches : 0..<0
        }
        resolved.begin(ListFinds(scans.matches, of: texts, shared.rules.phraseLists), listCount: shared.rules.phraseLists.listCount)
    }
}
