import SystemCalls

/// Which names in the spool say “not yet”: exporters write under such a name and rename the file when it is whole.
public enum NameRules {
    /// Endings that are left alone until the file is renamed.
    public static let unfinishedEndings = [".tmp", ".part", ".filepart", "~"]

    /// Whether a file of this name is left where it is: hidden, or still being written by its name.
    public static func leavesAlone(_ name: FileName) -> Bool {
        name.hasPrefix(".") || unfinishedEndings.contains { name.hasSuffix($0) }
    }
}
