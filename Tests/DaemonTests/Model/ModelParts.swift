import Daemon
import Findings
import Spool
import TestSupport
import Transcripts

/// One finding in every transcript. Large exports take their time.
struct ModelLinter: TranscriptLinter {
    let time: ManualTime
    let packs = ["model@1.0.0"]

    func lint(_ transcript: Transcript) -> LintResult {
        if transcript.id.hasPrefix("L") { time.pass(.milliseconds(100)) }
        return WordLinter().lint(transcript)
    }
}

/// Hears what exporters do in the world, and counts the rounds of a daemon that never waits.
final class ModelEvents: EventSource, @unchecked Sendable {
    // @unchecked: all is on one thread.
    private unowned let world: World
    private let process: World.Process
    private var known: Set<Source> = []

    init(_ world: World, _ process: World.Process) {
        self.world = world
        self.process = process
    }

    func take() -> SpoolEvents {
        process.roundsWithoutPause += 1
        if process.roundsWithoutPause > 3000 { world.stop("the daemon goes round and round") }
        return process.box.take()
    }

    /// A watch is new: what came before it made no event.
    func watch(_ sources: [Source]) {
        if !known.isSuperset(of: sources) { process.box.postRescan() }
        known.formUnion(sources)
    }

    func watchAnew() {
        known = []
        process.box.postRescan()
    }
}
