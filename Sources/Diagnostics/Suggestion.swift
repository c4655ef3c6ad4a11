/// “Did you mean …”: the nearest of some names.
public enum Suggestion {
    /// The candidate that is nearest to a mistyped name; nil where none is near.
    ///
    /// Near means at most a third of the name's letters away, counting insertions, deletions, substitutions and swaps of neighbours; of
    /// candidates equally near, the first. Where none is near, a candidate that begins with the name or is its beginning (three letters at
    /// least) does: `warn` for `warning`.
    public static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
        let limit = max(1, name.count / 3)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates where candidate != name {
            let distance = distance(Array(name.lowercased().unicodeScalars), Array(candidate.lowercased().unicodeScalars))
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.candidate ?? candidates.first { candidate in
            let (short, long) = candidate.count < name.count ? (candidate, name) : (name, candidate)
            return short.count >= 3 && short != long && long.lowercased().hasPrefix(short.lowercased())
        }
    }

    /// `did you mean “…”?`, or nil.
    public static func question(for name: String, in candidates: some Sequence<String>) -> String? {
        nearest(to: name, in: candidates).map { "did you mean “\($0)”?" }
    }

    /// Edits between two words: optimal string alignment.
    static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var older: [Int] = []
        var previous = Array(0...b.count)
        for i in a.indices {
            var current = [i + 1]
            for j in b.indices {
                var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, older[j - 1] + 1) }
                current.append(best)
            }
            older = previous
            previous = current
        }
        return previous[b.count]
    }
}
