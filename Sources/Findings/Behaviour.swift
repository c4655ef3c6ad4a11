/// What empathy in support means, as six things that agents do.
public enum Behaviour: String, Sendable, Hashable, CaseIterable {
    case listen
    case acknowledge
    case concern
    case patience
    case collaborate
    case followUp = "follow-up"
}

/// How much a finding matters; ordered.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    case info, warning, error

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}
