/// Recognises international bank account numbers (ISO 13616) by their check digits, written together or in groups.
enum BankAccount {
    private static let lengths = 15...34
    /// No account number has fewer; letters may pass for one with less.
    private static let fewestDigits = DigitRun.fewestDigits

    /// The mask for an account number that begins at `start`; nil where there is none.
    static func mask(in scalars: ArraySlice<Unicode.Scalar>, at start: Int) -> PersonalData.Mask? {
        guard scalars[start].isASCIILetter, start == scalars.startIndex || !scalars[start - 1].isAlphanumeric, start + 3 < scalars.endIndex,
            scalars[start + 1].isASCIILetter, let tens = scalars[start + 2].decimalDigit, let ones = scalars[start + 3].decimalDigit
        else { return nil }
        // The number modulo 97 with the country and the check digits moved to its end, as the standard has it.
        var remainder = 0
        var characters = 4
        var digits = 2
        var position = start + 4
        var end: Int?
        while position < scalars.endIndex, characters < lengths.upperBound {
            if let value = scalars[position].base36 {
                remainder = append(value, to: remainder)
                characters += 1
                if value < 10 { digits += 1 }
                position += 1
                let isWhole = position == scalars.endIndex || !scalars[position].isAlphanumeric
                if isWhole, digits >= fewestDigits, lengths.contains(characters),
                    checks(remainder, scalars[start], scalars[start + 1], tens * 10 + ones)
                {
                    end = position
                }
            } else if isSeparator(scalars[position]), position + 1 < scalars.endIndex, scalars[position + 1].base36 != nil {
                position += 1
            } else {
                break
            }
        }
        return end.map { PersonalData.Mask(range: start..<$0, text: "[account]") }
    }

    private static func append(_ value: Int, to remainder: Int) -> Int { (remainder * (value < 10 ? 10 : 100) + value) % 97 }

    private static func checks(_ remainder: Int, _ first: Unicode.Scalar, _ second: Unicode.Scalar, _ check: Int) -> Bool {
        let country = append(second.base36 ?? 0, to: append(first.base36 ?? 0, to: remainder))
        return (country * 100 + check) % 97 == 1
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || scalar == "." || scalar.properties.isWhitespace }
}

extension Unicode.Scalar {
    fileprivate var isASCIILetter: Bool { (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) }

    /// 0 to 9 for digits, 10 to 35 for the letters of either case.
    fileprivate var base36: Int? {
        if let digit = decimalDigit { return digit }
        return isASCIILetter ? Int(value | 0x20) - 0x61 + 10 : nil
    }
}
