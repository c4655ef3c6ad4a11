import Testing
import Transcripts

@Suite struct TurnTests {
    private func transcript(_ roles: [Role], times: [Int64?]? = nil) -> Transcript {
        Transcript(
            id: "t",
            messages: roles.enumerated().map { index, role in
                Message(
                    index: index, role: role, time: times.flatMap { $0[index] }.map { .offset(milliseconds: $0) }, text: "x")
            })
    }

    @Test func `a turn is a run of one side's messages`() {
        let turns = transcript([.customer, .customer, .agent, .customer]).turns()
        #expect(turns.map(\.side) == [.customer, .agent, .customer])
        #expect(turns.map(\.messages) == [[0, 1], [2], [3]])
    }

    @Test func `bots, the system and notes do not break a turn`() {
        let turns = transcript([.bot, .customer, .bot, .note, .system, .customer, .agent, .note, .agent]).turns()
        #expect(turns.map(\.messages) == [[1, 5], [6, 8]])
    }

    @Test func `a long silence starts a new turn`() {
        let turns = transcript([.agent, .agent, .agent, .agent], times: [0, 1000, 2001, nil]).turns(gap: 1000)
        #expect(turns.map(\.messages) == [[0, 1], [2, 3]])
    }

    @Test func `nobody speaks, no turns`() {
        #expect(transcript([.bot, .note]).turns().isEmpty)
        #expect(transcript([]).turns().isEmpty)
    }
}
