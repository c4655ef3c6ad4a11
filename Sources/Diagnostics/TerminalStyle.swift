/// How text is painted: with colours, or not at all.
public struct TerminalStyle: Sendable, Hashable {
    /// What a piece of text is, which decides how it looks.
    public enum Role: Sendable, Hashable, CaseIterable {
        /// What the eye should find first.
        case strong
        /// What only those need who look for it.
        case faint
        case error, warning, note
        /// What to do.
        case help
        /// Who speaks.
        case customer, agent
    }

    /// Whether to write colours, as ANSI escape sequences.
    public var hasColour: Bool

    public init(hasColour: Bool) { self.hasColour = hasColour }

    /// Text without colours.
    public static let plain = TerminalStyle(hasColour: false)

    /// The text as it looks in a role; an empty text stays empty.
    public func paint(_ text: String, _ role: Role) -> String {
        guard hasColour, !text.isEmpty else { return text }
        return "\u{1B}[\(Self.code(role))m\(text)\u{1B}[0m"
    }

    private static func code(_ role: Role) -> String {
        switch role {
        case .strong: "1"
        case .faint: "2"
        case .error: "1;31"
        case .warning: "1;33"
        case .note: "1;36"
        case .help: "32"
        case .customer: "36"
        case .agent: "35"
        }
    }
}
