import Foundation
import SystemCalls
import TestSupport
import Testing

/// The daemon against a plain model of what it promises, over stories of whatever may happen to it.
///
/// The stories are the same in each run, so that a change of the program, and nothing else, makes a test fail: `TACT_MODEL_SEED` gives
/// others, `TACT_MODEL_SEQUENCES` more or less of them.
@Suite struct ModelTests {
    private static let environment = ProcessInfo.processInfo.environment
    static let count = environment["TACT_MODEL_SEQUENCES"].flatMap { UInt64($0) } ?? 5000
    static let seed = environment["TACT_MODEL_SEED"].flatMap { UInt64($0) } ?? 0

    @Test func everythingIsLintedExactlyOnceWhateverHappens() {
        var kinds: Set<String> = []
        for seed in Self.seed..<(Self.seed + Self.count) where kinds.count < 5 {
            let story = Story.random(seed: seed)
            guard let mistake = World().play(story).first, kinds.insert(Self.kind(mistake)).inserted else { continue }
            var shrinker = Shrinker { World().play($0).first.map { Self.kind($0) } == Self.kind(mistake) }
            let short = shrinker.shrink(story)
            Issue.record("seed \(seed): \(World().play(short).joined(separator: "\n"))\n\(short)")
        }
    }

    /// What went wrong, without names and numbers: of each kind one story is shown.
    private static func kind(_ mistake: String) -> String { String(mistake.prefix(400)).replacing(/\[.*?\]|\(.*?\)|\/\S+|\d+/, with: "") }

    // MARK: Tests of the test

    /// Without a synchronisation that the promise needs, some story goes wrong.
    @Test(arguments: [["journal", "journal.new"], ["findings.jsonl"], ["incoming", "done", "failed", "zendesk"]])
    func aMissingSynchronizationIsNoticed(_ names: Set<String>) {
        #expect((0..<400).contains { !World(unsynchronized: names).play(.random(seed: $0)).isEmpty })
    }

    @Test func aStoryThatGoesWrongIsMadeShort() {
        // Goes wrong where a rotation comes, at any time, after a delivery of three to a sub-folder.
        func goesWrong(_ story: Story) -> Bool {
            let delivery = story.actions.firstIndex { if case .deliver(.sub, .three, _) = $0 { true } else { false } }
            let rotation = story.actions.lastIndex { if case .rotate = $0 { true } else { false } }
            return delivery.map { $0 < rotation ?? 0 } ?? false
        }
        let story = Story((0..<40).flatMap { Story.random(seed: $0).actions })
        var shrinker = Shrinker(goesWrong: goesWrong)
        let short = shrinker.shrink(story)
        #expect(goesWrong(story))
        #expect(short.actions.count == 2, "\(short)")
        #expect("\(short)".hasPrefix("Story([\n    .deliver(.sub, .three, synced: true),\n    .rotate(create: "), "\(short)")
    }
}
