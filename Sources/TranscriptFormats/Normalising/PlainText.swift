/// Plain text without what stands in the way of reading it.
enum PlainText {
    /// The text with `\n` for every line break, without other control characters, spaces at line ends, more than one blank line in a row,
    /// and blank lines at its ends.
    static func tidied(_ text: String) -> String {
        var tidy = String.UnicodeScalarView()
        var breaks = 0
        var spaces = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where wasReturn: break
            case "\n", "\r", "\u{2028}", "\u{2029}", "\u{0B}", "\u{0C}", "\u{85}":
                breaks += 1
                spaces = .init()
            case " ", "\t", "\u{A0}":
                spaces.append(scalar == "\u{A0}" ? " " : scalar)
            case _ where scalar.value < 0x20 || 0x7F..<0xA0 ~= scalar.value || scalar == "\u{FEFF}":
                break
            default:
                if !tidy.isEmpty {
                    tidy.append(contentsOf: repeatElement("\n", count: min(breaks, 2)))
                    tidy.append(contentsOf: spaces)
                }
                tidy.append(scalar)
                breaks = 0
                spaces = .init()
            }
            wasReturn = scalar == "\r"
        }
        return String(tidy)
    }
}
