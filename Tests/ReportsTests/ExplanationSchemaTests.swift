import Diagnostics
import Findings
import Foundation
import Linting
import Rules
import TestSupport
import Testing
import Transcripts

@testable import Reports

/// The published schema describes what is written.
@Suite struct ExplanationSchemaTests {
    private let schema: JSONSchema

    init() throws { schema = try JSONSchema("rules/schema/explanation.schema.json") }

    private func explanations() throws -> [ExplanationRequest] {
        let path = "Tests/Fixtures/commands/every-kind.json"
        let rules = try #require(RuleSet.load([SourceText(file: path, text: try Repository.text(path))]).ruleSet)
        let texts: [(Role, String)] = [
            (.customer, "I'm fed up, it is late again, thanks!\n> quoted\nWhen, at a@example.com?"), (.bot, "Sorry"),
            (.agent, "Your fault. Calm down. Calm down. Calm down."),
            (.customer, "Only joking?"), (.agent, "Calm down, refund, policy, policy"), (.agent, "Not my job alone."),
        ]
        let messages = texts.enumerated().map { index, said in
            Message(index: index, role: said.0, time: .offset(milliseconds: Int64(index) * 5_000_000), text: said.1)
        }
        let transcript = Transcript(id: "w-1", channel: .email, language: "en", state: .closed, messages: messages)
        let empty = Transcript(id: "t", language: "fr", messages: [])
        return [transcript, empty].flatMap { transcript in
            [nil, 0, 3].map { message in
                ExplanationRequest(Linter(rules).explain(transcript), provenance: Provenance(file: "f", format: "tact"), message: message)
            }
        }
    }

    @Test(arguments: QuoteMasking.allCases) func `what is written fits`(_ quotes: QuoteMasking) throws {
        for request in try explanations() {
            let value = try JSONSerialization.jsonObject(with: Data(ExplanationJSON(quotes: quotes).line(request)))
            #expect(try schema.mistakes(value) == [])
        }
    }

    @Test func `nothing in it is left out of what is written`() throws {
        let lines = try explanations().map { String(decoding: ExplanationJSON().line($0), as: UTF8.self) }.joined()
        let names = [
            "place", "named_place", "match", "set_aside", "weighing", "step", "protected", "suppressed", "unmet", "finding", "rule", "reading",
        ]
        for name in names {
            let members = try #require(try schema.definition(name)["properties"] as? [String: [String: Any]])
            for (member, described) in members {
                #expect(lines.contains("\"\(member)\":"), "\(name).\(member)")
                #expect(described["description"] is String || described["$ref"] is String, "\(name).\(member)")
            }
        }
        let arrays = [
            "left_out", "weighings", "steps", "protected", "cut", "suppressed", "findings", "conditions", "set_aside", "skipped", "matches",
        ]
        for array in arrays {
            #expect(lines.contains("\"\(array)\":[{"), "no \(array)")
        }
    }
}
