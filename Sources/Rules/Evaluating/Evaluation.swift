import Phrases
import Transcripts

/// One transcript as the rules of packs with one turn gap see it: its turns, its words, and what the lists match in them.
///
/// Each message is scanned at most once, for all phrases of all rules. It belongs to one thread.
public final class Evaluation {
    public let transcript: Transcript
    public let turns: [Turn]
    /// Of the packs that it is for.
    public let turnGap: Int64?
    /// Where to write down how outcomes come about; nil where nobody asks.
    let trace: Trace?
    var rules: RuleSet { scan.rules }
    let scan: TranscriptScan
    /// Of all messages: what a selector looks at is a part of it, or of a turn.
    let indices: [Int]
    /// For each message, the index of its turn; nil for bots, the system and notes.
    private let turnOfMessage: [Int?]
    /// A bit for each role that says something.
    private let presentRoles: UInt8
    private let customerTurns: [Int]
    private let agentTurns: [Int]

    /// - Parameters:
    ///   - scan: Of that transcript, shared by its evaluations under several packs.
    ///   - trace: Where to write down how outcomes come about.
    public init(_ transcript: Transcript, turnGap: Int64?, scan: TranscriptScan, trace: Trace? = nil) {
        self.transcript = transcript
        self.trace = trace
        self.scan = scan
        self.turnGap = turnGap
        turns = transcript.turns(gap: turnGap)
        presentRoles = transcript.messages.indices.reduce(0) { $0 | transcript.messages[$1].role.bit }
        indices = Array(transcript.messages.indices)
        var turnOfMessage = [Int?](repeating: nil, count: transcript.messages.count)
        for (index, turn) in turns.enumerated() {
            for message in turn.messages { turnOfMessage[message] = index }
        }
        self.turnOfMessage = turnOfMessage
        let turns = turns
        customerTurns = turns.indices.filter { turns[$0].side == .customer }
        agentTurns = turns.indices.filter { turns[$0].side == .agent }
    }

    /// The turn that a message belongs to.
    func turn(of message: Int) -> Int? { turnOfMessage[message] }

    /// The turns of some sides, as ascending indices.
    func turns(of sides: [Side]) -> [Int] {
        guard sides.contains(.customer) else { return sides.isEmpty ? [] : agentTurns }
        return sides.contains(.agent) ? Array(turns.indices) : customerTurns
    }

    /// Whether one of some roles says anything.
    func hasMessages(by roles: [Role]) -> Bool { roles.contains { presentRoles & $0.bit != 0 } }

    /// All of a message's text.
    func whole(_ message: Int) -> Spot { Spot(message: message, span: 0..<transcript.messages[message].text.utf8.count) }
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
