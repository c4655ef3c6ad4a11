import ArgumentParser
import Diagnostics
import Rules
import SystemCalls
import Transcripts

/// The option `--rules`.
struct RulesOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A rule pack, or a folder of packs; may be repeated.",
            discussion: "Without it: the packs of TACT_RULES (separated by colons), else those that came with tact and /etc/tact/rules.d.",
            valueName: "path"),
        completion: .file(extensions: ["json"]))
    var rules: [String] = []

    /// The packs to use.
    func load(for purpose: LoadingPurpose = .everything) throws -> RuleSet { try Self.load(paths: rules, for: purpose) }

    /// The packs at some paths, or without any, those in force. Warnings are shown.
    ///
    /// - Throws: `DiagnosticsError` with all that is wrong.
    static func load(paths: [String], for purpose: LoadingPurpose = .everything) throws -> RuleSet {
        let loaded = read(paths: paths, for: purpose)
        guard let ruleSet = loaded.ruleSet else { throw DiagnosticsError(loaded.diagnostics) }
        StandardStreams.report(loaded.diagnostics)
        return ruleSet
    }

    /// What comes of the packs at some paths, or without any, of those in force, today.
    static func read(paths: [String], for purpose: LoadingPurpose = .everything) -> LoadedRules {
        let today = Timestamp.day(ofNanoseconds: MachineTime().wall)
        return RuleSet.load(paths: paths.isEmpty ? RulePaths.inForce : paths, today: today, for: purpose)
    }
}
