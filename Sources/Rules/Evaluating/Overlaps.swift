extension [ListMatch] {
    /// Of matches that overlap, the longest; of equally long ones the heaviest, then the first. In order of position.
    ///
    /// So a longer phrase says more exactly what a shorter one inside it says, and words are counted once. It takes n log n steps for n
    /// matches.
    ///
    /// - Parameter losing: Told of each match that is left out, with a match that is kept and overlaps it.
    func withoutOverlaps(losing: ((ListMatch, ListMatch) -> Void)? = nil) -> [ListMatch] {
        let sorted = inOrder
        guard sorted.indices.dropFirst().contains(where: { sorted[$0].span.overlaps(sorted[$0 - 1].span) }) else { return sorted }
        let kept = sorted.heaviestOfOverlapping
        guard let losing else { return kept }
        for match in sorted {
            guard let winner = kept.overlap(with: match.span), winner != match else { continue }
            losing(match, winner)
        }
        return kept
    }

    /// Of matches that do not overlap, in order of position: the first that overlaps some bytes.
    func overlap(with span: Range<Int>) -> ListMatch? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].span.upperBound <= span.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low].span.overlaps(span) ? self[low] : nil
    }

    /// By the start of their span. Equals keep their order.
    private var inOrder: [ListMatch] {
        guard indices.dropFirst().contains(where: { self[$0].span.lowerBound < self[$0 - 1].span.lowerBound }) else { return self }
        return enumerated().sorted { ($0.element.span.lowerBound, $0.offset) < ($1.element.span.lowerBound, $1.offset) }.map(\.element)
    }

    /// Goes from the longest match to the shortest and keeps each that overlaps none kept before.
    ///
    /// Nothing kept is shorter than what comes after it, so whatever overlaps something kept begins or ends within it: each match that is
    /// kept strikes out those beginnings and ends, once each as kept matches do not overlap.
    private var heaviestOfOverlapping: [ListMatch] {
        let ranked = indices.sorted { self[$0].outranks(self[$1]) || !self[$1].outranks(self[$0]) && $0 < $1 }
        let starts = map(\.span.lowerBound)
        let byEnd = indices.sorted { (self[$0].span.upperBound, $0) < (self[$1].span.upperBound, $1) }
        let ends = byEnd.map { self[$0].span.upperBound }
        var isKept = [Bool](repeating: false, count: count)
        var isStruck = isKept
        for index in ranked where !isStruck[index] {
            isKept[index] = true
            let span = self[index].span
            for other in starts.count(upTo: span.lowerBound - 1)..<starts.count(upTo: span.upperBound - 1) { isStruck[other] = true }
            for end in ends.count(upTo: span.lowerBound)..<ends.count(upTo: span.upperBound) { isStruck[byEnd[end]] = true }
        }
        return indices.filter { isKept[$0] }.map { self[$0] }
    }
}

extension ListMatch {
    /// Whether it is kept rather than another one that overlaps it: the longer one, else the heavier, else the first.
    func outranks(_ other: ListMatch) -> Bool {
        let (length, otherLength) = (span.count, other.span.count)
        if length != otherLength { return length > otherLength }
        if weight.magnitude != other.weight.magnitude { return weight.magnitude > other.weight.magnitude }
        return (span.lowerBound, phrase) < (other.span.lowerBound, other.phrase)
    }
}
