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
    static let count = environment["TACT_MODEL_SEQUENCES"].flatMap { UInt64($0) } ?? 300
    static let seed = environment["TACT_MODEL_SEED"].flatMap { UInt64($0) } ?? 0

    @Test(arguments: 0..<4 as Range<UInt64>)
    func everythingIsLintedExactlyOnceWhateverHappens(_ part: UInt64) {
        var kinds: Set<String> = []
        for seed in stride(from: Self.seed + part, to: Self.seed + Self.count, by: 4) where kinds.count < 3 {
            let story = Story.random(seed: seed)
            guard let mistake = World().play(story).first, kinds.insert(Self.kind(mistake)).inserted else { continue }
            var shrinker = Shrinker { World().play($0).first.map { Self.kind($0) } == Self.kind(mistake) }
            let short = shrinker.shrink(story)
            Issue.record("seed \(seed): \(World().play(short).joined(separator: "\n"))\n\(short)")
        }
    }

    /// The same where threads lint and files are read ahead. A mistake may not come again, as the threads are faster or slower.
    @Test(arguments: 0..<2 as Range<UInt64>)
    func everythingIsLintedExactlyOnceBySeveralThreads(_ part: UInt64) {
        for seed in stride(from: Self.seed + part, to: Self.seed + Self.count, by: 2) {
            let story = Story.random(seed: seed)
            let mistakes = World(jobs: .exactly(3)).play(story)
            if !mistakes.isEmpty { Issue.record("seed \(seed): \(mistakes.joined(separator: "\n"))\n\(story)") }
        }
    }

    /// What went wrong, without names and numbers: of each kind one story is shown.
    private static func kind(_ mistake: String) -> String { String(mistake.prefix(400)).replacing(/\[.*?\]|\(.*?\)|\/\S+|\d+/, with: "") }

    /// What went wrong once.
    @Test(arguments: [
        // Without room for new files the daemon ended for good at its start.
        Story([.fill(bytes: 10_000, files: 0), .stop(down: 0), .deliver(.a, .three, synced: true), .makeRoom]),
        // The names of the folders that the first start made were not durable.
        Story([.deliver(.a, .one, synced: true), .cutPower(after: 0, .nothing, down: 0)]),
        // A file was linted again under the name that it got before it was moved.
        Story([
            .kill(after: 0, .killBefore, down: 1), .deliver(.sub, .one, synced: true), .fail(after: 19, .noSpace),
            .rename(.sub, to: .otherSub),
        ]),
        // A file was linted again that could not be moved, as the folder it goes to was another one by then.
        Story([.meanwhile(before: 0, .recreate(.failed)), .deliver(.a, .partly, synced: true), .pass(milliseconds: 1)]),
        // A file that its exporter had deleted in the middle came back with a power cut, and was read from its beginning.
        Story([
            .fail(after: 3, .noSpace), .deliver(.otherSub, .large, synced: true), .delete(.otherSub), .stop(down: 0),
            .deliver(.a, .one, synced: true), .cutPower(after: 0, .nothing, down: 0),
        ]),
        // A recovery that wanted space in its last step could not be gone on with.
        Story([
            .kill(after: 16, .killBefore, down: 1), .deliver(.a, .one, synced: true), .deliver(.a, .empty, synced: true),
            .fail(after: 26, .noSpace), .kill(after: 1, .killBefore, down: 0),
        ]),
        // The folder that a source's files go to in done was made by a process that was killed before its name was durable.
        Story([.kill(after: 7, .killAfter, down: 0), .deliver(.sub, .one, synced: true), .cutPower(after: 0, .nothing, down: 0)]),
    ])
    func staysRight(_ story: Story) { #expect(World().play(story) == [], "\(story)") }

    // MARK: Tests of the test

    /// Without a synchronisation that the promise needs, some story goes wrong.
    @Test(arguments: [["journal", "journal.new"], ["findings.jsonl"], ["incoming", "done", "failed", "zendesk"]])
    func aMissingSynchronizationIsNoticed(_ names: Set<String>) {
        #expect((0..<400).contains { !World(unsynchronized: names).play(.random(seed: $0)).isEmpty })
    }

    /// The log may get what the journal has, and not before the disk has it as well.
    @Test func aJournalThatIsDurableOnlyAfterTheLogIsNoticed() {
        #expect((0..<400).contains { !World(late: ["journal"]).play(.random(seed: $0)).isEmpty })
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
