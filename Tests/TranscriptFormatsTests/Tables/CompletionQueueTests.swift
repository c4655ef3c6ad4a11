import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct CompletionQueueTests {
    private func item(_ id: String) -> ExportItem { .transcript(Transcript(id: id, messages: [])) }

    /// Gives the ids in the order in which they come out, for conversations that are whole at the end of their last letter.
    private func order(_ parts: String, waitingLimit: Int = 1000) -> String {
        var queue = CompletionQueue<Int>(waitingLimit: waitingLimit)
        var out = ""
        for (index, part) in parts.enumerated() {
            queue.update(String(part), first: 0) { $0 += 1 }
            guard parts.dropFirst(index + 1).contains(part) == false else { continue }
            let items = queue.complete(String(part)) { count in (self.item("\(part)\(count)"), 10) }
            for case .transcript(let transcript) in items { out += transcript.id + " " }
        }
        return out
    }

    @Test(arguments: [
        ("abc", "a1 b1 c1 "), ("aabb", "a2 b2 "), ("abab", "a2 b2 "), ("abba", "a2 b2 "), ("abcbca", "a2 b2 c2 "), ("abacb", "a2 b2 c1 "),
    ])
    func conversationsComeInTheOrderInWhichTheyBegin(_ parts: String, _ expected: String) { #expect(order(parts) == expected) }

    @Test func wholeOnesGoAheadWhereTooMuchWaits() {
        #expect(order("abcdefa", waitingLimit: 25) == "b1 c1 d1 a2 e1 f1 ")
    }

    @Test func everyConversationComesOnceWhateverTheOrder() {
        var numbers = SeededGenerator(seed: 3)
        for limit in [0, 50, 100_000] {
            let parts = (0..<3000).map { _ in Int.random(in: 0..<700, using: &numbers) }
            var last: [Int: Int] = [:]
            for (index, part) in parts.enumerated() { last[part] = index }
            var queue = CompletionQueue<[Int]>(waitingLimit: limit)
            var out: [String] = []
            for (index, part) in parts.enumerated() {
                queue.update("\(part)", first: []) { $0.append(index) }
                guard last[part] == index else { continue }
                for case .transcript(let transcript) in queue.complete("\(part)", { (self.item("\(part)/\($0.count)"), 10) }) {
                    out.append(transcript.id)
                }
            }
            let counts = Dictionary(grouping: parts) { $0 }.map { "\($0)/\($1.count)" }
            #expect(out.sorted() == counts.sorted())
        }
    }
}
