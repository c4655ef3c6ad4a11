/// A run of digits with separators between them, as people write telephone, card and account numbers.
struct DigitRun {
    static let fewestDigits = 7
    /// More characters than these between two digits make two runs; invisible ones are not counted.
    private static let widestGap = 3

    /// Digits without anything between them.
    struct Group {
        var range: Range<Int>
        var digits: [Int]
    }

    private(set) var groups: [Group] = []
    /// The position after the last digit.
    private(set) var end: Int

    /// The run that begins with the digit at `start`.
    init(in scalars: ArraySlice<Unicode.Scalar>, from start: Int) {
        end = start
        var position = start
        while position < scalars.endIndex {
            if let digit = scalars[position].decimalDigit {
                if position == end, !groups.isEmpty {
                    groups[groups.count - 1].digits.append(digit)
                    groups[groups.count - 1].range = groups[groups.count - 1].range.lowerBound..<(position + 1)
                } else {
                    groups.append(Group(range: position..<(position + 1), digits: [digit]))
                }
                position += 1
                end = position
            } else if let next = Self.afterGap(in: scalars, from: position) {
                position = next
            } else {
                return
            }
        }
    }

    /// The position of the digit behind a gap that does not end the run; nil where it ends.
    private static func afterGap(in scalars: ArraySlice<Unicode.Scalar>, from start: Int) -> Int? {
        var width = 0
        var position = start
        while position < scalars.endIndex {
            let scalar = scalars[position]
            if scalar.decimalDigit != nil { return position }
            if !scalar.isInvisible {
                width += 1
                guard width <= widestGap, isSeparator(scalar) else { return nil }
                // A full stop with a space behind it ends a sentence.
                if scalar == ".", position + 1 < scalars.endIndex, scalars[position + 1].properties.isWhitespace { return nil }
            }
            position += 1
        }
        return nil
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-", ".", "/", "(", ")", "_", "*", "·", "•", "−", "\u{2010}"..."\u{2015}": true
        default: scalar.properties.isWhitespace
        }
    }

    /// The masks for what of the run is no date and has seven digits or more.
    ///
    /// - Parameter earliest: The position before which other masks stand.
    func masks(in scalars: ArraySlice<Unicode.Scalar>, after earliest: Int) -> [PersonalData.Mask] {
        let all = groups[...]
        if let card = Self.card(all) { return [Self.mask(all, card, in: scalars, after: earliest)] }
        var masks: [PersonalData.Mask] = []
        for part in withoutDates(in: scalars) where part.reduce(0, { $0 + $1.digits.count }) >= Self.fewestDigits {
            let text = Self.card(part) ?? Self.kind(part, in: scalars)
            masks.append(Self.mask(part, text, in: scalars, after: max(earliest, masks.last?.range.upperBound ?? 0)))
        }
        return masks
    }

    private static func mask(
        _ groups: ArraySlice<Group>, _ text: String, in scalars: ArraySlice<Unicode.Scalar>, after earliest: Int
    ) -> PersonalData.Mask {
        var start = groups.first?.range.lowerBound ?? 0
        while start > earliest, scalars[start - 1] == "+" || scalars[start - 1] == "(" { start -= 1 }
        return PersonalData.Mask(range: start..<(groups.last?.range.upperBound ?? start), text: text)
    }

    /// `[card …1234]` where the digits are as many as a payment card has and its check digit (Luhn) is right.
    private static func card(_ groups: ArraySlice<Group>) -> String? {
        guard (13...19).contains(groups.reduce(0) { $0 + $1.digits.count }) else { return nil }
        let digits = groups.flatMap { $0.digits }
        let sum = digits.reversed().enumerated().reduce(0) { sum, item in
            let doubled = item.offset % 2 == 1 ? item.element * 2 : item.element
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        }
        return sum % 10 == 0 ? "[card …\(digits.suffix(4).map { String($0) }.joined())]" : nil
    }

    /// `[phone]` for what is written as telephone numbers are, else `[number]`.
    private static func kind(_ groups: ArraySlice<Group>, in scalars: ArraySlice<Unicode.Scalar>) -> String {
        guard let first = groups.first, let last = groups.last, groups.reduce(0, { $0 + $1.digits.count }) <= 15 else { return "[number]" }
        let before = first.range.lowerBound > scalars.startIndex ? scalars[first.range.lowerBound - 1] : " "
        let isInternational = before == "+" || before == "(" || first.digits.first == 0
        let hasAreaCode = scalars[first.range.lowerBound..<last.range.upperBound].contains("(")
        let lengths = groups.map { $0.digits.count }
        return isInternational || hasAreaCode || lengths.suffix(2) == [3, 4] ? "[phone]" : "[number]"
    }
}
