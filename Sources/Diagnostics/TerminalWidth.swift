extension Character {
    /// How many columns of a terminal the character takes: 0, 1 or 2.
    ///
    /// East Asian wide characters and emoji take two, combining marks none. Terminals differ on the rest; this is what most of them do.
    public var terminalWidth: Int {
        if let scalar = unicodeScalars.first, scalar.value < 0x300, utf8.count <= 2 { return 1 }
        if isShownAsEmoji { return 2 }
        return min(2, unicodeScalars.reduce(0) { $0 + $1.terminalWidth })
    }

    /// A flag, or a symbol that is an emoji by itself, by a variation selector, or by what it is joined with.
    private var isShownAsEmoji: Bool {
        guard let first = unicodeScalars.first else { return false }
        return first.properties.isEmojiPresentation || first.properties.isEmoji && unicodeScalars.contains { $0.value == 0xFE0F }
    }
}

extension Unicode.Scalar {
    fileprivate var terminalWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: 0
        default: isWide ? 2 : 1
        }
    }

    /// Whether the East Asian Width of the scalar is wide or fullwidth, by block.
    private var isWide: Bool {
        switch value {
        case ..<0x1100: false
        case 0x1100...0x115F: true  // Hangul Jamo that begin a syllable; those that follow take no column of their own
        case 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3: true
        case 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6: true
        case 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD: true
        default: false
        }
    }
}
