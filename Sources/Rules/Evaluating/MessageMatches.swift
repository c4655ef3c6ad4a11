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
        guard let first = others.first else { return }
        guard let last else { return self = others }
        var own = count - 1
        self += others
        if last.message <= first.message { return }
        // From the end on, so that nothing is overwritten that is still to be moved.
        var other = others.count - 1
        var place = count - 1
        while other >= 0 {
            if own >= 0, self[own].message > others[other].message {
                self[place] = self[own]
                own -= 1
            } else {
                self[place] = others[other]
                other -= 1
            }
            place -= 1
        }
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

    /// Leaves of each message what `withoutOverlaps` leaves of it.
    mutating func removeOverlapsByMessage() {
        func isFree(_ index: Int) -> Bool {
            self[index].message != self[index - 1].message || self[index].span.lowerBound >= self[index - 1].span.upperBound
        }
        if indices.dropFirst().allSatisfy(isFree) { return }
        var kept = 0
        var start = 0
        while start < count {
            var end = start + 1
            while end < count, self[end].message == self[start].message { end += 1 }
            kept = keepWinners(of: start..<end, at: kept)
            start = end
        }
        removeLast(count - kept)
    }

    /// Moves what `withoutOverlaps` leaves of some matches in one message.
    ///
    /// - Parameter place: Where to, at or before the range.
    /// - Returns: The end of what was moved.
    private mutating func keepWinners(of range: Range<Int>, at place: Int) -> Int {
        // Few matches, as nearly always, need no memory for this.
        let winners = range.count <= 64 ? nil : Array(self[range]).withoutOverlaps()
        if let winners {
            for (index, winner) in winners.enumerated() { self[place + index] = winner }
            return place + winners.count
        }
        putInOrder(range)
        var left = ~UInt64(0) >> UInt64(64 - range.count)
        var kept: UInt64 = 0
        while left != 0 {
            var best = left.trailingZeroBitCount
            left.forEachBit { if self[range.lowerBound + $0].outranks(self[range.lowerBound + best]) { best = $0 } }
            kept |= 1 << UInt64(best)
            let span = self[range.lowerBound + best].span
            left.forEachBit { if self[range.lowerBound + $0].span.overlaps(span) { left &= ~(1 << UInt64($0)) } }
            left &= ~kept
        }
        var end = place
        kept.forEachBit {
            self[end] = self[range.lowerBound + $0]
            end += 1
        }
        return end
    }

    /// By the start of their span. Equals keep their order.
    private mutating func putInOrder(_ range: Range<Int>) {
        for index in range.dropFirst() {
            let match = self[index]
            var place = index
            while place > range.lowerBound, self[place - 1].span.lowerBound > match.span.lowerBound {
                self[place] = self[place - 1]
                place -= 1
            }
            self[place] = match
        }
    }
}

extension UInt64 {
    /// Goes over the bits that are set, the lowest first.
    @inline(__always)
    fileprivate func forEachBit(_ body: (Int) -> Void) {
        var bits = self
        while bits != 0 {
            body(bits.trailingZeroBitCount)
            bits &= bits - 1
        }
    }
}
