/// What became of one pack, rule or list from one version to another.
public struct EntryChange: Sendable, Hashable {
    public enum Noun: String, Sendable, Hashable { case pack, list, rule }

    public enum Event: Sendable, Hashable {
        case added
        case removed
        /// It goes by another name, which knows the old one as an alias.
        case renamed(from: String)
        case changed
    }

    public let noun: Noun
    public let name: String
    public let event: Event
    /// The keys that differ, in their order.
    public let keys: [KeyChange]
    /// The lists whose change is a change of this rule or list, too.
    public let lists: [String]
    /// The least version step that this asks for.
    public let step: VersionStep
    /// The revision that a rule had; nil where it is new, or no rule.
    public let oldRev: Int?
    /// The revision that it has.
    public let newRev: Int?

    /// Whether the rule may find something else, though its revision says that it means the same.
    public var needsRev: Bool { noun == .rule && event == .changed && changesFindings && newRev ?? 1 <= oldRev ?? 0 }

    /// Whether other findings may come of it.
    public var changesFindings: Bool { !lists.isEmpty || keys.contains { $0.meaning == .findings } }
}

/// A key that differs, and how.
public struct KeyChange: Sendable, Hashable {
    /// What a difference in some key means for whoever reads findings.
    public enum Meaning: Sendable, Hashable {
        /// Other words for the same finding, or other tests.
        case wording
        /// The same findings weigh differently, or appear under another severity.
        case weight
        /// The same findings are grouped differently.
        case grouping
        /// Other things are found.
        case findings
    }

    public let key: String
    public let meaning: Meaning
    /// The value as short JSON; nil where there was none, or it was an array or an object.
    public let old: String?
    public let new: String?
    /// For arrays, the elements as short JSON that are there on one side only.
    public let added: [String]
    public let removed: [String]
}

/// How far a version goes beyond another (https://semver.org).
public enum VersionStep: Int, Sendable, Hashable, Comparable, CaseIterable {
    case none, patch, minor, major

    public static func < (a: VersionStep, b: VersionStep) -> Bool { a.rawValue < b.rawValue }

    public var name: String { "\(self)" }

    /// The step between two versions; `none` also where the new one is not later.
    public init(from old: Version, to new: Version) {
        if new <= old {
            self = .none
        } else if new.major > old.major {
            self = .major
        } else {
            self = new.minor > old.minor ? .minor : .patch
        }
    }

    /// The next version of that step.
    public func next(after version: Version) -> Version {
        switch self {
        case .none: version
        case .patch: Version(version.major, version.minor, version.patch + 1)
        case .minor: Version(version.major, version.minor + 1, 0)
        case .major: Version(version.major + 1, 0, 0)
        }
    }
}
