import Diagnostics

/// What a message may quote.
public enum Placeholder: String, Sendable, Hashable, CaseIterable {
    /// The words at the finding.
    case match
    /// The words that called for something else.
    case trigger
    /// What was measured.
    case value
    /// How often something was said.
    case count
}

/// A finding's message with places for the words that made it, such as `The customer said “{trigger}”.`
public struct MessageTemplate: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case text(String)
        case placeholder(Placeholder)
    }

    let parts: [Part]

    /// The text with values filled in; a placeholder without a value is left out.
    public func text(_ value: (Placeholder) -> String?) -> String {
        parts.reduce(into: "") { result, part in
            switch part {
            case .text(let text): result += text
            case .placeholder(let placeholder): result += value(placeholder) ?? ""
            }
        }
    }

    /// Reads a template; a placeholder that the rule's kind cannot fill is reported.
    init?(_ cursor: JSONCursor, allowed: [Placeholder]) {
        guard let text = cursor.string else { return nil }
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { break }
            let name = String(rest[rest.index(after: open)..<close])
            let range = rest.utf8Offset(of: open, in: text)..<rest.utf8Offset(of: close, in: text) + 1
            guard let placeholder = Placeholder(rawValue: name), allowed.contains(placeholder) else {
                let names = allowed.map(\.rawValue)
                cursor.report(
                    "unknown-placeholder", "nothing can stand for “{\(name)}” here", part: range,
                    help: Suggestion.question(for: name, in: names)
                        ?? (names.isEmpty
                            ? "messages of this kind of rule quote nothing; remove it"
                            : "this kind of rule knows \(names.map { "{\($0)}" }.joined(separator: ", "))"))
                return nil
            }
            parts.append(.text(String(rest[..<open])))
            parts.append(.placeholder(placeholder))
            rest = rest[rest.index(after: close)...]
        }
        parts.append(.text(String(rest)))
        self.parts = parts.filter { $0 != .text("") }
    }
}

extension Substring {
    fileprivate func utf8Offset(of index: Index, in whole: String) -> Int { whole.utf8.distance(from: whole.startIndex, to: index) }
}
