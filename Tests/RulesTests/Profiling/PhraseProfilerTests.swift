import Diagnostics
import Rules
import Testing
import Transcripts

@Suite struct PhraseProfilerTests {
    private func rules() throws -> RuleSet {
        let text = RulePack.json(
            rule: #""kind": "forbid", "by": "agent", "phrases": ["@calm", "whatever"]"#,
            lists: #""calm": { "phrases": ["calm down", "relax", "@more"], "unless": ["please relax"] }, "more": ["chill", "never said"]"#,
            bad: [#"["A: [[calm down]]"]"#], good: [#"["A: ok"]"#])
        let loaded = RuleSet.load([SourceText(file: "test.json", text: text)])
        return try #require(loaded.ruleSet, "\(loaded.diagnostics)")
    }

    private func profile(_ texts: [String], clock: @escaping () -> Int64) throws -> PhraseProfile {
        var profiler = PhraseProfiler(try rules(), clock: clock)
        profiler.add(Transcript(id: "t", messages: texts.enumerated().map { Message(index: $0, role: .agent, text: $1) }))
        return profiler.profile
    }

    @Test func `matches are counted by phrase and by whoever has it`() throws {
        let profile = try profile(["Calm down. Calm down!", "Chill, please relax", "ok"]) { 0 }
        #expect(profile.transcripts == 1)
        #expect(profile.messages == 3)
        #expect(profile.bytes == 42)
        #expect(profile.words == 8)
        let counts = Dictionary(uniqueKeysWithValues: profile.phrases.map { ($0.phrase, $0.matches) })
        #expect(counts == ["calm down": 2, "relax": 1, "please relax": 1, "chill": 1, "never said": 0, "whatever": 0])
        let lists = Dictionary(uniqueKeysWithValues: profile.lists.map { ($0.owner, $0) })
        #expect(Set(lists.keys) == ["list calm", "list more", "rule rule"])
        #expect(lists["list calm"]?.matches == 4)
        #expect(lists["list calm"]?.phrases == 3)
        #expect(lists["list more"]?.idle == 1)
        #expect(lists["rule rule"]?.matches == 0)
        #expect(profile.lists.allSatisfy { $0.pack == "test" })
        #expect(profile.busiest.first?.phrase == "calm down")
        #expect(profile.idle.map(\.phrase).sorted() == ["never said", "whatever"])
    }

    @Test func `lists take time where something of theirs matches, and only there`() throws {
        var now: Int64 = 0
        let profile = try profile(["Chill"]) {
            now += 1
            return now
        }
        let times = Dictionary(uniqueKeysWithValues: profile.lists.map { ($0.owner, $0.nanoseconds) })
        // Each list that has `chill`, itself or by another, is collected once: one step of the clock.
        #expect(times == ["list more": 1, "list calm": 1, "rule rule": 1])
        now = 0
        let idle = try self.profile(["Nothing at all"]) {
            now += 1
            return now
        }
        #expect(idle.lists.allSatisfy { $0.nanoseconds == 0 })
    }
}
