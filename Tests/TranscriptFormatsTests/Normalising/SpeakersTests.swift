import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct SpeakersTests {
    private func speakers(_ known: [(String, Role?)]) -> Speakers {
        var speakers = Speakers()
        for (name, role) in known { speakers.add(name, role: role) }
        return speakers
    }

    @Test(
        arguments: [
            ([("Mia", .agent), ("Kim", nil)], ["Mia": .agent, "Kim": .customer]),
            ([("Kim", .customer), ("Mia", nil), ("Ben", nil)], ["Kim": .customer, "Mia": .agent, "Ben": .agent]),
            ([("Kim", .customer), ("Mia", .agent), ("Eve", nil)], ["Kim": .customer, "Mia": .agent, "Eve": .customer]),
            ([("Kim", nil), ("Bot", .bot), ("Kim", .customer)], ["Kim": .customer, "Bot": .bot]), ([("Bot", .bot)], ["Bot": .bot]),
            ([], [:]),
        ] as [([(String, Role?)], [String: Role])])
    func oneSideTellsTheOther(_ known: [(String, Role?)], _ expected: [String: Role]) throws {
        #expect(try speakers(known).resolved() == expected)
    }

    @Test func whereNothingTellsTheOpenerMay() throws {
        let speakers = speakers([("Kim", nil), ("Mia", nil), ("Kim", nil)])
        #expect(try speakers.resolved(opener: .customer) == ["Kim": .customer, "Mia": .agent])
        #expect(throws: RecordError.self) { try speakers.resolved(at: "/0") }
    }

    @Test func aLonerMayBeOnASide() throws {
        #expect(try speakers([("Kim", nil), ("Bot", .bot)]).resolved(loner: .customer) == ["Kim": .customer, "Bot": .bot])
        #expect(throws: RecordError.self) { try speakers([("Kim", nil), ("Mia", nil)]).resolved(loner: .customer) }
    }

    @Test func theErrorNamesSomeOfThem() throws {
        let speakers = speakers((0..<30).map { ("Name \($0)", nil) })
        do throws(RecordError) {
            _ = try speakers.resolved(at: "/messages/0")
            Issue.record("nothing tells")
        } catch {
            #expect(error.code == "unknown-speakers" && error.pointer == "/messages/0")
            #expect(error.message.contains("“Name 19”") && !error.message.contains("“Name 20”"))
        }
    }
}
