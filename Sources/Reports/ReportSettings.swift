import Diagnostics
import Findings

/// What the user may choose about a report.
public struct ReportSettings: Sendable {
    /// What becomes of personal data in the words of messages.
    public var quotes: QuoteMasking
    /// Colours, for formats that are shown on a terminal.
    public var style: TerminalStyle
    /// The columns that lines may take, for formats that wrap them; never less than 40.
    public var width: Int

    public init(quotes: QuoteMasking = .masked, style: TerminalStyle = .plain, width: Int = 100) {
        self.quotes = quotes
        self.style = style
        self.width = max(40, width)
    }
}
