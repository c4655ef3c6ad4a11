import Phrases
import Transcripts

/// One transcript as the rules of one pack see it: its turns, its words, and what the lists match in them.
///
/// Each message is scanned at most once, for all phrases of all rules. It belongs to one thread.
public final class Evaluation {
    public let transcript: Transcript
    public let turns: [Turn]
    /// Where to write down how outcomes come about; nil where nobody asks.
    let trace: Trace?
    let rules: RuleSet
    private let scans: ScanCache
    /// For each message, the index of its turn; nil for bots, the system and notes.
    private let turnOfMessage: [Int?]
    private let allTurns: [Int]
    private let turnsBySide: [Side: [Int]]

    /// - Parameters:
    ///   - scans: Shared by the evaluations of one transcript under several packs.
    ///   - trace: Where to write down how outcomes come about.
    public init(_ transcript: Transcript, rules: RuleSet, turnGap: Int64?, scans: ScanCache, trace: Trace? = nil) {
        self.transcript = transcript
        self.trace = trace
        self.rules = rules
        self.scans = scans
        turns = transcript.turns(gap: turnGap)
        var turnOfMessage = [Int?](repeating: nil, count: transcript.messages.count)
        for (index, turn) in turns.enumerated() {
            for message in turn.messages { turnOfMessage[message] = index }
        }
        self.turnOfMessage = turnOfMessage
        let turns = turns
        allTurns = Array(turns.indices)
        turnsBySide = Dictionary(grouping: turns.indices, by: { turns[$0].side })
    }

    /// The turn that a message belongs to.
    func turn(of message: Int) -> Int? { turnOfMessage[message] }

    /// The turns of some sides, as ascending indices.
    func turns(of sides: [Side]) -> [Int] {
        Set(sides).count > 1 ? allTurns : sides.first.flatMap { turnsBySide[$0] } ?? []
    }

    /// What the words of a message are.
    func scan(of message: Int) -> TextScan {
        scans.scan(of: message, in: transcript, with: rules.matcher)
    }

    /// All of a message's text.
    func whole(_ message: Int) -> Spot { Spot(message: message, span: 0..<transcript.messages[message].text.utf8.count) }

    /// What a list matches in a message, without what its `unless` protects; in order of position, none overlapping.
    func matches(of list: Int, in message: Int, _ notes: WeighingNotes? = nil) -> [ListMatch] {
        let scan = scan(of: message)
        guard !scan.matches.isEmpty else { return [] }
        guard let notes else { return matches(of: list, in: scan, losing: nil) }
        return matches(of: list, in: scan) { match, loss in notes.setAside(match, in: message, loss) }
    }

    private func matches(of list: Int, in scan: TextScan, losing: ((ListMatch, ListMatch.Loss) -> Void)?) -> [ListMatch] {
        var found: [ListMatch] = []
        for match in scan.matches {
            for entry in rules.membership[match.phrase] where entry.list == list {
                found.append(ListMatch(span: match.span, weight: entry.weight, phrase: match.phrase, list: list, sentence: match.sentence))
            }
        }
        for included in rules.lists[list].includes { found += matches(of: included, in: scan, losing: losing) }
        if !found.isEmpty, let unless = rules.lists[list].unless {
            let protected = matches(of: unless, in: scan, losing: nil)
            found.removeAll { match in
                guard let other = protected.overlap(with: match.span) else { return false }
                losing?(match, .protected(by: other))
                return true
            }
        }
        return found.withoutOverlaps(losing: losing.map { losing in { losing($0, .overlapped(by: $1)) } })
    }
}

/// The scans of one transcript's messages, made when first asked for.
public final class ScanCache {
    private var scans: [TextScan?] = []

    public init() {}

    func scan(of message: Int, in transcript: Transcript, with matcher: PhraseMatcher) -> TextScan {
        if scans.isEmpty { scans = Array(repeating: nil, count: transcript.messages.count) }
        if let scan = scans[message] { return scan }
        let scan = matcher.scan(transcript.messages[message].text)
        scans[message] = scan
        return scan
    }
}

extension Array where Element: Comparable {
    /// How many of these ascending elements are not greater than `limit`; so also the position of the first that is.
    func count(upTo limit: Element) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= limit { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The first of these ascending elements that is greater than `limit`.
    func first(after limit: Element) -> Element? {
        let position = count(upTo: limit)
        return position < count ? self[position] : nil
    }
}
