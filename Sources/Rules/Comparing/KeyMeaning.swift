/// What a difference in a key of a rule, a list or a pack's head means.
enum KeyMeaning {
    private static let meanings: [String: KeyChange.Meaning] = [
        "title": .wording, "message": .wording, "why": .wording, "fix": .wording, "examples": .wording, "waive": .wording, "aliases": .wording,
        "deprecated": .wording, "rev": .wording, "severity": .weight, "weight": .weight, "category": .grouping, "behaviour": .grouping,
        // Of a pack:
        "name": .wording, "version": .wording, "extends": .wording, "scoring": .weight, "suppress": .wording, "format": .wording, "$schema": .wording,
    ]

    /// All that is not known to be something else decides what is found.
    static func of(_ key: String) -> KeyChange.Meaning { meanings[key] ?? .findings }

    /// Whether the strings of a key are for people, and so no phrases.
    static func isText(_ key: String) -> Bool { meanings[key] != nil }

    /// The least version step that a difference asks for.
    static func step(_ meaning: KeyChange.Meaning) -> VersionStep {
        switch meaning {
        case .wording: .patch
        case .weight, .findings: .minor
        // Whoever counts by category or behaviour loses them.
        case .grouping: .major
        }
    }
}
