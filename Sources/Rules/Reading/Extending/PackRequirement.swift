import Diagnostics

/// A pack that another one builds on, as its `extends` names it: `core-en@^1`.
struct PackRequirement {
    let name: String
    let range: VersionRange
    let cursor: JSONCursor

    /// Reads `name` or `name@range`; what is wrong with it is reported.
    init?(_ cursor: JSONCursor) {
        guard let text = cursor.string else { return nil }
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard JSONCursor.isKebab(String(parts[0])) else {
            cursor.report("bad-name", "“\(parts[0])” is no name of a pack", help: "write a pack's name and its versions, such as core-en@^1")
            return nil
        }
        guard let range = parts.count == 2 ? VersionRange(parts[1]) : .any else {
            let start = parts[0].utf8.count + 1
            cursor.report(
                "bad-version", "“\(parts[1])” names no versions", part: start..<max(start + 1, text.utf8.count),
                help: "write ^1, ^1.2, ~1.2, 1.2.3 or >=1.2 after the @")
            return nil
        }
        name = String(parts[0])
        self.range = range
        self.cursor = cursor
    }
}
