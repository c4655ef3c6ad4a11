/// A run of one side's messages.
///
/// Bot, system and note messages neither belong to a turn nor break one.
public struct Turn: Sendable, Hashable {
    public let side: Side
    /// Indices into `Transcript.messages`, ascending, never empty.
    public let messages: ArraySlice<Int>

    /// The index of the first message.
    public var first: Int { messages[messages.startIndex] }
    /// The index of the last message.
    public var last: Int { messages[messages.endIndex - 1] }
}

extension Transcript {
    /// The turns of the conversation, in order.
    ///
    /// - Parameter gap: A silence longer than this many milliseconds within one side's messages starts a new turn; nil, none does. It needs
    ///   the times of both messages.
    public func turns(gap: Int64? = nil) -> [Turn] {
        // The turns are parts of this one after the other.
        let spoken = messages.indices.filter { messages[$0].role.side != nil }
        var turns: [Turn] = []
        var start = 0
        while start < spoken.count {
            let side = messages[spoken[start]].role.side
            var end = start + 1
            while end < spoken.count, messages[spoken[end]].role.side == side, !silence(over: gap, from: spoken[end - 1], to: spoken[end]) {
                end += 1
            }
            if let side { turns.append(Turn(side: side, messages: spoken[start..<end])) }
            start = end
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
