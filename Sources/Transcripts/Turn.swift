/// A run of one side's messages.
///
/// Bot, system and note messages neither belong to a turn nor break one.
public struct Turn: Sendable, Hashable {
    public let side: Side
    /// Indices into `Transcript.messages`, ascending, never empty.
    public internal(set) var messages: [Int]

    /// The index of the first message.
    public var first: Int { messages[0] }
    /// The index of the last message.
    public var last: Int { messages[messages.count - 1] }
}

extension Transcript {
    /// The turns of the conversation, in order.
    ///
    /// - Parameter gap: A silence longer than this many milliseconds within one side's messages starts a new turn; nil, none does. It needs
    ///   the times of both messages.
    public func turns(gap: Int64? = nil) -> [Turn] {
        var turns: [Turn] = []
        for (position, message) in messages.enumerated() {
            guard let side = message.role.side else { continue }
            if let last = turns.indices.last, turns[last].side == side, !silence(over: gap, from: turns[last].last, to: position) {
                turns[last].messages.append(position)
            } else {
                turns.append(Turn(side: side, messages: [position]))
            }
        }
        return turns
    }

    private func silence(over gap: Int64?, from earlier: Int, to later: Int) -> Bool {
        guard let gap, let from = messages[earlier].time, let to = messages[later].time,
            let silence = to.milliseconds(since: from)
        else { return false }
        return silence > gap
    }
}
