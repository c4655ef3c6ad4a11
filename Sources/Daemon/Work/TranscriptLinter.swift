import Diagnostics
import Findings
import Linting
import Transcripts

/// What transcripts are linted with.
public protocol TranscriptLinter: Sendable {
    /// The packs in force, as `name@version`, in the order in which they apply.
    var packs: [String] { get }
    func lint(_ transcript: Transcript) -> LintResult
}

extension Linter: TranscriptLinter {
    public var packs: [String] { rules.packs.map(\.reference) }
}

/// What came of loading rules: a linter where nothing was wrong, and what there is to say.
public struct LoadedLinter: Sendable {
    /// nil where the rules have an error.
    public var linter: (any TranscriptLinter)?
    public var diagnostics: [Diagnostic]

    public init(linter: (any TranscriptLinter)?, diagnostics: [Diagnostic] = []) {
        self.linter = linter
        self.diagnostics = diagnostics
    }
}
