import Diagnostics
import TestSupport
import Testing
import Transcripts

@testable import Rules

@Suite struct TranscriptScanTests {
    /// What a list matches for somebody who asks why is found message by message, in the plainest way: what all others get must be the same.
    @Test(arguments: 0..<150) func `lists match the same for all messages at once as one by one`(seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        let text = RulePack.json(
            rule: Self.rule, lists: Self.lists(&chance), bad: [#"["A: [[red]]"]"#], good: [#"["A: no"]"#])
        let loaded = RuleSet.load([SourceText(file: "test.json", text: text)])
        let rules = try #require(loaded.ruleSet, "\(loaded.diagnostics.map(\.message))")
        let transcript = Self.transcript(&chance)
        let scan = TranscriptScan(transcript, rules: rules, findsAll: true)
        let evaluation = Evaluation(transcript, turnGap: nil, scan: scan, trace: Trace(rules))
        // Some roles are asked for first, so that others come later.
        for roles in [[Role.agent], [.customer, .agent], [.bot], [.note, .system, .bot]] {
            for list in rules.lists.indices {
                let matches = scan.matches(of: list, by: roles)
                for message in transcript.messages.indices where roles.contains(transcript.messages[message].role) {
                    let notes = WeighingNotes(Selector(roles: roles, list: list), as: "test", messages: [message], trace: Trace(rules))
                    #expect(Array(matches.inside(message)) == evaluation.tracedMatches(of: list, in: message, notes))
                }
                #expect(scan.mayMatch(list, by: roles) || matches.isEmpty)
            }
        }
    }

    /// What no rule asks about what a role says is not looked for there; whatever one asks about is.
    @Test(arguments: 0..<60) func `what is asked of a role is found as if all were looked for`(seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        func by() -> String { Role.allCases.filter { _ in Bool.random(using: &chance) }.map { "\"\($0.rawValue)\"" }.joined(separator: ", ") }
        func asks(_ list: String) -> String { "{ \"by\": [\(by())], \"phrases\": [\"@\(list)\"] }".replacing("[]", with: "[\"agent\"]") }
        let rule = "\"kind\": \"follow\", \"trigger\": \(asks("a")), \"response\": \(asks("c")), \"cancel\": \(asks("d"))"
        let text = RulePack.json(rule: rule, lists: Self.lists(&chance), bad: [#"["A: [[red]]"]"#], good: [#"["A: no"]"#])
        let loaded = RuleSet.load([SourceText(file: "test.json", text: text)])
        let rules = try #require(loaded.ruleSet, "\(loaded.diagnostics.map(\.message))")
        let kind = try #require(rules.rules[0].kind as? Follow)
        let transcript = Self.transcript(&chance)
        let (some, all) = (TranscriptScan(transcript, rules: rules), TranscriptScan(transcript, rules: rules, findsAll: true))
        for selector in [kind.trigger, kind.response, try #require(kind.cancel)] {
            let list = try #require(selector.list)
            let (found, expected) = (some.matches(of: list, by: selector.roles), all.matches(of: list, by: selector.roles))
            for message in transcript.messages.indices where selector.roles.contains(transcript.messages[message].role) {
                #expect(Array(found.inside(message)) == Array(expected.inside(message)))
            }
        }
    }

    private static let rule = #""kind": "forbid", "by": "agent", "phrases": ["@a", "@b", "@c", "@d"]"#

    /// Each list may hold those before it, as a whole or to protect from.
    private static func lists(_ chance: inout SeededGenerator) -> String {
        let names = ["a", "b", "c", "d"]
        return names.enumerated().map { index, name in
            var phrases = (0..<Int.random(in: 1...4, using: &chance)).map { _ in phrase(&chance) }
            var unless = Bool.random(using: &chance) ? [phrase(&chance)] : []
            if index > 0, Bool.random(using: &chance) { phrases.append("\"@\(names[Int.random(in: 0..<index, using: &chance)])\"") }
            if index > 0, Int.random(in: 0..<3, using: &chance) == 0 { unless.append("\"@\(names[Int.random(in: 0..<index, using: &chance)])\"") }
            return "\"\(name)\": { \"phrases\": [\(phrases.joined(separator: ", "))]"
                + (unless.isEmpty ? " }" : ", \"unless\": [\(unless.joined(separator: ", "))] }")
        }.joined(separator: ", ")
    }

    private static func phrase(_ chance: inout SeededGenerator) -> String {
        let text = words(Int.random(in: 1...3, using: &chance), &chance)
        let weight: Double = [-1.0, 0.5, 1, 1, 2].randomElement(using: &chance) ?? 1
        return weight == 1 ? "\"\(text)\"" : "{ \"phrase\": \"\(text)\", \"weight\": \(weight) }"
    }

    private static func words(_ count: Int, _ chance: inout SeededGenerator) -> String {
        (0..<count).map { _ -> String in ["red", "green", "blue", "white"].randomElement(using: &chance) ?? "" }.joined(separator: " ")
    }

    private static func transcript(_ chance: inout SeededGenerator) -> Transcript {
        let messages = (0..<8).map { index in
            Message(
                index: index, role: Role.allCases.randomElement(using: &chance) ?? .agent,
                text: words(Int.random(in: 0...7, using: &chance), &chance))
        }
        return Transcript(id: "t", messages: messages)
    }
}
