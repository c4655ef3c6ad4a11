import Diagnostics
import Transcripts

/// What an export holds next.
public enum ExportItem: Sendable, Hashable {
    case transcript(Transcript)
    /// A part that could not be read; reading goes on behind it where that is possible.
    case rejected(Diagnostic)
}
