import Diagnostics
import Findings

/// How outcomes become a score: every opportunity counts with its rule's weight times that of the rule's severity.
public struct Scoring: Sendable, Hashable {
    public var info: Double = 1
    public var warning: Double = 3
    public var error: Double = 6

    public init() {}

    public func weight(of severity: Severity) -> Double {
        switch severity {
        case .info: info
        case .warning: warning
        case .error: error
        }
    }

    /// Reads `{"severity": {"info": 1, "warning": 3, "error": 6}}`; what is absent keeps its default.
    init(reading object: inout ObjectReader) {
        if var weights = object.optional("severity")?.object {
            info = Self.weight(weights.optional("info")) ?? info
            warning = Self.weight(weights.optional("warning")) ?? warning
            error = Self.weight(weights.optional("error")) ?? error
            weights.finish()
        }
        object.finish()
    }

    private static func weight(_ cursor: JSONCursor?) -> Double? { cursor?.number(in: 0...1000) }
}
