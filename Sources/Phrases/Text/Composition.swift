/// Joins a letter and the combining mark after it to the one scalar that looks the same.
enum Composition {
    /// The scalar for `base` with `mark`; nil where there is none.
    static func compose(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
        if let syllable = hangul(base.value, mark.value) { return syllable }
        var pair = String.UnicodeScalarView()
        pair.append(base)
        pair.append(mark)
        return composed[String(pair)]
    }

    /// The small letters of the scripts that have composed ones. Swift holds strings equal that are canonically equivalent, so the pair
    /// of base and mark finds its composed scalar.
    private static let composed: [String: Unicode.Scalar] = {
        var composed: [String: Unicode.Scalar] = [:]
        for range in [0xE0...0x24F, 0x390...0x3FF, 0x430...0x4FF, 0x1E00...0x1FFF] as [ClosedRange<UInt32>] {
            for value in range {
                guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { continue }
                let text = String(Character(scalar))
                if composed[text] == nil { composed[text] = scalar }
            }
        }
        return composed
    }()

    /// Korean syllables are composed by counting: a leading consonant, a vowel, perhaps a trailing consonant.
    private static func hangul(_ base: UInt32, _ mark: UInt32) -> Unicode.Scalar? {
        if case 0x1100...0x1112 = base, case 0x1161...0x1175 = mark {
            return Unicode.Scalar(0xAC00 + ((base - 0x1100) * 21 + (mark - 0x1161)) * 28)
        }
        if case 0xAC00...0xD7A3 = base, (base - 0xAC00) % 28 == 0, case 0x11A8...0x11C2 = mark {
            return Unicode.Scalar(base + mark - 0x11A7)
        }
        return nil
    }
}
