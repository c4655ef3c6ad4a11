extension DigitRun {
    /// What is left of the run when the dates are taken out.
    ///
    /// A date is year, month and day, or day, month and year in either order of the first two, with one kind of separator (`2026-01-05`,
    /// `5.1.2026`), and only space around it.
    func withoutDates(in scalars: ArraySlice<Unicode.Scalar>) -> [ArraySlice<Group>] {
        var parts: [ArraySlice<Group>] = []
        var start = 0
        var position = 0
        while position < groups.count {
            if isDate(at: position, in: scalars) {
                parts.append(groups[start..<position])
                position += 3
                start = position
            } else {
                position += 1
            }
        }
        parts.append(groups[min(start, groups.count)...])
        return parts.filter { !$0.isEmpty }
    }

    private func isDate(at position: Int, in scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        guard position + 2 < groups.count, let separator = separator(after: position, in: scalars),
            separator == self.separator(after: position + 1, in: scalars), ["-", ".", "/"].contains(separator),
            isOpen(after: position - 1, in: scalars), isOpen(after: position + 2, in: scalars)
        else { return false }
        let numbers = groups[position...(position + 2)].map { $0.digits.count <= 4 ? $0.digits.reduce(0) { $0 * 10 + $1 } : 0 }
        let lengths = groups[position...(position + 2)].map { $0.digits.count }
        if lengths[0] == 4 { return Self.isDay(year: numbers[0], numbers[1], numbers[2]) }
        return lengths[2] == 4
            && (Self.isDay(year: numbers[2], numbers[1], numbers[0]) || Self.isDay(year: numbers[2], numbers[0], numbers[1]))
    }

    private static func isDay(year: Int, _ month: Int, _ day: Int) -> Bool {
        (1900...2099).contains(year) && (1...12).contains(month) && (1...31).contains(day)
    }

    /// The one character between a group and the next; nil where there are more.
    private func separator(after position: Int, in scalars: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
        let gap = scalars[groups[position].range.upperBound..<groups[position + 1].range.lowerBound]
        return gap.count == 1 ? gap.first : nil
    }

    /// Whether nothing ties a group to the next: there is none, or space between them.
    private func isOpen(after position: Int, in scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        guard position >= 0, position + 1 < groups.count else { return true }
        return scalars[groups[position].range.upperBound..<groups[position + 1].range.lowerBound].contains { $0.properties.isWhitespace }
    }
}
