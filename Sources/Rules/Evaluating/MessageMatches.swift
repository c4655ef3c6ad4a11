/// Matches of a list in several messages, by message and in each in order of position.
extension [ListMatch] {
    /// Those in one message.
    func inside(_ message: Int) -> ArraySlice<ListMatch> {
        let start = firstIndex(notBefore: message)
        var end = start
        while end < count, self[end].message == message { end += 1 }
        return self[start..<end]
    }

    private func firstIndex(notBefore message: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].message < message { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Puts those of another list behind these, message by message.
    mutating func merge(_ others: [ListMatch]) {
        if isEmpty || others.isEmpty { return self += others }
        var merged: [ListMatch] = []
        merged.reserveCapacity(count + others.count)
        var next = 0
        for match in self {
            while next < others.count, others[next].message < match.message {
                merged.append(others[next])
                next += 1
            }
            merged.append(match)
        }
        self = merged + others[next...]
    }

    /// Whether one of these, which do not overlap, overlaps a match.
    func overlaps(_ match: ListMatch) -> Bool {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if (self[middle].message, self[middle].span.upperBound) <= (match.message, match.span.lowerBound) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < count && self[low].message == match.message && self[low].span.overlaps(match.span)
    }

    /// `withoutOverlaps` for each message.
    var withoutOverlapsByMessage: [ListMatch] {
        func isFree(_ index: Int) -> Bool {
            self[index].message != self[index - 1].message || self[index].span.lowerBound >= self[index - 1].span.upperBound
        }
        if indices.dropFirst().allSatisfy(isFree) { return self }
        var kept: [ListMatch] = []
        var start = 0
        while start < count {
            var end = start + 1
            while end < count, self[end].message == self[start].message { end += 1 }
            kept += end - start == 1 ? [self[start]] : Array(self[start..<end]).withoutOverlaps()
            start = end
        }
        return kept
    }
}
