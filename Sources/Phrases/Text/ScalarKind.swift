/// What a scalar is to the lexer.
enum ScalarKind: UInt8 {
    case letter, digit
    /// A mark that belongs to the letter before it.
    case combining
    /// Not there for a reader: soft hyphens, joiners, variation selectors.
    case ignorable
    case apostrophe
    case space, lineBreak
    /// Ends a sentence where a space, a quotation mark or nothing follows.
    case fullStop, exclamationMark, questionMark
    /// The same in scripts that put no space after it.
    case wideFullStop, wideExclamationMark, wideQuestionMark
    /// May stand between the end of a sentence and the space: quotation marks, brackets, emoji.
    case closing
    case currency
    case angryEmoji, sadEmoji, happyEmoji
    case other
}

extension ScalarKind {
    /// The kind of any scalar, by its properties.
    init(_ scalar: Unicode.Scalar) {
        if let kind = Self.special(scalar) {
            self = kind
        } else {
            self = Self.general(scalar.properties)
        }
    }

    private static func special(_ scalar: Unicode.Scalar) -> ScalarKind? {
        switch scalar {
        case "'", "`", "\u{B4}", "\u{2018}", "\u{2019}", "\u{2BC}", "\u{FF07}": .apostrophe
        case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": .lineBreak
        case ".", "…": .fullStop
        case "!", "‼": .exclamationMark
        case "?", "؟", "‽", "⁇", "⁈", "⁉": .questionMark
        case "。", "．", "｡", "।", "።", "۔": .wideFullStop
        case "！", "❗", "❕": .wideExclamationMark
        case "？", "❓", "❔": .wideQuestionMark
        case "\"", ")", "]", "}", "*", "_", "~", ",", ";", "“", "”", "»", "«", "›", "‹", "„": .closing
        // Circled letters, which Unicode counts among the symbols.
        case "\u{24B6}"..."\u{24E9}": .letter
        case "$", "€", "£", "¥", "₹", "₽", "₩", "₺", "₪", "฿", "₴": .currency
        case "\u{200C}", "\u{200D}", "\u{AD}", "\u{2060}", "\u{FEFF}", "\u{FE0E}", "\u{FE0F}", "\u{20E3}", "\u{34F}": .ignorable
        default: emoji(scalar)
        }
    }

    private static func emoji(_ scalar: Unicode.Scalar) -> ScalarKind? {
        switch scalar {
        case "😠", "😡", "🤬", "👿", "😤", "💢", "🖕", "😾", "🙄", "😒", "😑", "😐", "👎", "🤦": .angryEmoji
        case "😢", "😭", "😞", "😔", "😟", "🙁", "☹", "😣", "😖", "😩", "😫", "😿", "💔", "🥺", "😥", "😓", "😰", "😪", "😕", "😬", "😱", "😨", "😧", "😦": .sadEmoji
        case "😀", "😃", "😄", "😁", "😆", "😊", "☺", "🙂", "😉", "😍", "🥰", "🤗", "😎", "😇", "❤", "💙", "💚", "💛", "💜", "🧡", "👍", "👏", "🙌",
            "✨", "🎉", "😻":
            .happyEmoji
        case "\u{1F3FB}"..."\u{1F3FF}": .ignorable
        default: nil
        }
    }

    private static func general(_ properties: Unicode.Scalar.Properties) -> ScalarKind {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber: .letter
        case .decimalNumber: .digit
        case .nonspacingMark, .spacingMark: .combining
        case .enclosingMark: .ignorable
        case .spaceSeparator: .space
        case .closePunctuation, .finalPunctuation, .initialPunctuation, .otherSymbol: .closing
        case .format: properties.isDefaultIgnorableCodePoint ? .ignorable : .other
        default: .other
        }
    }

    /// Whether words of the scalar's script are written without spaces between them.
    static func isUnsegmented(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0xE00: false
        case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xF900...0xFAFF, 0xFF66...0xFF9D, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
