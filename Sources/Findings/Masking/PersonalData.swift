/// Finds personal data in text and masks it: `[e-mail]`, `[card …1234]`, `[account]`, `[phone]`, `[number]`.
///
/// It would rather mask an order number than show a telephone number: any seven digits with no more than separators between them are
/// masked, but for dates. Each part of the text is looked at a fixed number of times.
enum PersonalData {
    /// What is found, and what to show for it.
    struct Mask {
        /// Positions in what it was looked for in.
        var range: Range<Int>
        var text: String
    }

    static func masked(_ text: String) -> String {
        let masks = masks(in: text)
        guard !masks.isEmpty else { return text }
        var result = ""
        var position = text.startIndex
        for mask in masks {
            let start = text.utf8.index(text.startIndex, offsetBy: mask.range.lowerBound)
            result += text[position..<start]
            result += mask.text
            position = text.utf8.index(text.startIndex, offsetBy: mask.range.upperBound)
        }
        return result + text[position...]
    }

    /// The same as of its scalars, in positions of the text's UTF-8.
    static func masks(in text: String) -> [Mask] {
        guard mayHoldData(text) else { return [] }
        let scalars = Array(text.unicodeScalars)
        var position = 0
        var offset = 0
        func advance(to scalar: Int) -> Int {
            offset += scalars[position..<scalar].reduce(0) { $0 + UTF8.width($1) }
            position = scalar
            return offset
        }
        return masks(in: scalars).map { mask in
            let start = advance(to: mask.range.lowerBound)
            return Mask(range: start..<advance(to: mask.range.upperBound), text: mask.text)
        }
    }

    /// Ascending, without overlaps: addresses first, then the numbers between them.
    static func masks(in scalars: [Unicode.Scalar]) -> [Mask] {
        var masks: [Mask] = []
        var start = 0
        for address in EmailAddress.masks(in: scalars) {
            masks += numbers(in: scalars[start..<address.range.lowerBound])
            masks.append(address)
            start = address.range.upperBound
        }
        return masks + numbers(in: scalars[start...])
    }

    private static func numbers(in scalars: ArraySlice<Unicode.Scalar>) -> [Mask] {
        var masks: [Mask] = []
        var position = scalars.startIndex
        while position < scalars.endIndex {
            if let mask = BankAccount.mask(in: scalars, at: position) {
                masks.append(mask)
                position = mask.range.upperBound
            } else if scalars[position].decimalDigit != nil {
                let run = DigitRun(in: scalars, from: position)
                masks += run.masks(in: scalars, after: masks.last?.range.upperBound ?? scalars.startIndex)
                position = run.end
            } else {
                position += 1
            }
        }
        return masks
    }
}

extension Unicode.Scalar {
    /// The value of a decimal digit of any script.
    var decimalDigit: Int? {
        if value < 0x80 { return (0x30...0x39).contains(value) ? Int(value) - 0x30 : nil }
        guard properties.numericType == .decimal else { return nil }
        return properties.numericValue.map { Int($0) }
    }

    /// A letter or digit of any script.
    var isAlphanumeric: Bool {
        if value < 0x80 {
            return (0x30...0x39).contains(value) || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
        }
        return properties.isAlphabetic || properties.numericType != nil
    }

    /// Shows nothing and is nothing: what hides between digits to keep them from being recognised.
    var isInvisible: Bool { value >= 0x80 && properties.isDefaultIgnorableCodePoint }
}
