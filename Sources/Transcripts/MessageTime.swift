/// When a message was sent, as far as its export says.
///
/// Both cases count milliseconds. Written as text, an instant is RFC 3339 in UTC with whole seconds (`2026-01-05T10:00:00Z`, truncated), and an
/// offset is `+HH:MM:SS.mmm`.
public enum MessageTime: Sendable, Hashable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    case instant(milliseconds: Int64)
    /// Milliseconds since an origin that the export does not name, such as the start of a call.
    case offset(milliseconds: Int64)

    /// The milliseconds from `earlier` to this time; nil where one is an instant and the other an offset, as they have no common origin.
    public func milliseconds(since earlier: MessageTime) -> Int64? {
        switch (self, earlier) {
        case (.instant(let later), .instant(let earlier)), (.offset(let later), .offset(let earlier)):
            let (difference, overflow) = later.subtractingReportingOverflow(earlier)
            return overflow ? nil : difference
        default:
            return nil
        }
    }

    /// Milliseconds since the origin, whatever it is: for ordering within one transcript.
    public var milliseconds: Int64 {
        switch self {
        case .instant(let milliseconds), .offset(let milliseconds): milliseconds
        }
    }
}
