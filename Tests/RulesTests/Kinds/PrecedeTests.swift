import Testing

@Suite struct PrecedeTests {
    private let rule = #"""
        "kind": "precede", "event": { "by": "agent", "phrases": "your balance" }, "needs": { "by": "agent", "phrases": "date of birth" }
        """#

    @Test func `an event needs something before it`() throws {
        try RulePack.expectExamples(
            rule: rule,
            bad: [
                #"["A: [[Your balance]] is 5."]"#, #"["A: [[Your balance]] is 5.", "A: Your date of birth, please."]"#,
                #"["C: My date of birth?", "A: [[Your balance]] is 5."]"#,
                #"["A: [[Your balance]] is 5. Your balance!", "C: ok", "A: [[Your balance]] is 6."]"#,
            ],
            good: [
                #"["A: Your date of birth, please.", "C: x", "A: Your balance is 5."]"#, #"["A: Date of birth? Your balance is 5."]"#,
                #"["A: Hello"]"#,
            ])
    }

    @Test func `unless protects the words of the event`() throws {
        try RulePack.expectExamples(
            rule: rule + #", "unless": "your balance sheet""#, bad: [#"["A: [[Your balance]]"]"#], good: [#"["A: Your balance sheet"]"#])
    }
}
