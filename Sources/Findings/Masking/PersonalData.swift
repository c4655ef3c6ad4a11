/// Finds personal data in text and masks it: `[e-mail]`, `[card …1234]`, `[account]`, `[phone]`, `[number]`.
///
/// It would rather mask an order number than show a telephone number: any seven digits with no more than separators between them are
/// masked, but for dates. Each part of the text is looked at a fixed number of times.
enum PersonalData {
    /// What is found, and what to show for it.
    struct Mask {
        /// Positions in the scalars of the text.
        var range: Range<Int>
        var text: String
    }

    static func masked(_ text: String) -> String {
        guard mayHoldData(text) else { return text }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var position = 0
        for mask in masks(in: scalars) {
            result.append(contentsOf: scalars[position..<mask.range.lowerBound])
            result.append(contentsOf: mask.text.unicodeScalars)
            position = mask.range.upperBound
        }
        result.append(contentsOf: scalars[position...])
        return String(result)
    }

    /// A quick look: most text has neither an at sign nor seven digits. No account number has fewer.
    static func mayHoldData(_ text: String) -> Bool {
        var digits = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            // Digits and at signs of other scripts are behind bytes like these.
            case UInt8(ascii: "@"), UInt8(ascii: "%"), 0xCC...: return true
            default: break
            }
        }
        return digits >= DigitRun.fewestDigits
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
