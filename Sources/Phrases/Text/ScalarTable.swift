/// The kinds and folded forms of the scalars of everyday text, worked out once: Unicode's own tables take their time.
enum ScalarTable {
    /// What the lexer wants to know of a scalar.
    struct Entry {
        let kind: ScalarKind
        /// A letter that small letters exist for and that is none.
        let isUppercase: Bool
        /// The folded scalar; nil where there are several.
        let folded: Unicode.Scalar?

        init(_ scalar: Unicode.Scalar) {
            kind = ScalarKind(scalar)
            isUppercase = kind == .letter && scalar.properties.isUppercase
            guard kind == .letter || kind == .digit || kind == .combining else {
                folded = scalar
                return
            }
            let scalars = Folding.fold(scalar)
            folded = scalars.count == 1 ? scalars[0] : nil
        }
    }

    /// Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic, by value.
    private static let everyday = (0..<0x700).map { Entry(Unicode.Scalar($0) ?? "\u{FFFD}") }

    /// Typographic quotation marks, dashes, spaces.
    private static let punctuation = (0x2000..<0x2070).map { Entry(Unicode.Scalar($0) ?? "\u{FFFD}") }

    static func entry(_ scalar: Unicode.Scalar) -> Entry {
        switch scalar.value {
        case ..<0x700: everyday[Int(scalar.value)]
        case 0x2000..<0x2070: punctuation[Int(scalar.value) - 0x2000]
        default: Entry(scalar)
        }
    }
}
