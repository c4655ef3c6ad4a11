/// Case and compatibility folding of single scalars: what makes `Ｓorry`, `SORRY` and `sorry` the same word.
///
/// Accents stay: `é` is not `e`. A folded scalar folds to itself.
enum Folding {
    /// The scalars that stand for `scalar` when words are compared: one nearly always, at most a few.
    static func fold(_ scalar: Unicode.Scalar, _ emit: (Unicode.Scalar) -> Void) {
        let compatible = compatible(scalar)
        if compatible.isASCII { return emit(lowercased(ascii: compatible)) }
        guard compatible.properties.changesWhenNFKCCaseFolded, compatible != "\u{131}" else { return emit(compatible) }
        // Upper and then lower case unites what either alone keeps apart: ß and SS, ς and σ, ﬁ and FI.
        for upper in compatible.properties.uppercaseMapping.unicodeScalars {
            for lower in upper.properties.lowercaseMapping.unicodeScalars {
                if lower == "ß" {
                    emit("s")
                    emit("s")
                } else {
                    emit(lower)
                }
            }
        }
    }

    static func fold(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        var folded: [Unicode.Scalar] = []
        fold(scalar) { folded.append($0) }
        return folded
    }

    private static func lowercased(ascii scalar: Unicode.Scalar) -> Unicode.Scalar {
        "A"..."Z" ~= scalar ? Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value | 0x20)) : scalar
    }

    /// The plain letter or digit behind a full-width, circled or mathematical one.
    private static func compatible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let value = scalar.value
        let plain: UInt32? =
            switch value {
            case 0xFF01...0xFF5E: value - 0xFEE0
            case 0x24B6...0x24E9: letter((value - 0x24B6) % 26)
            case 0x1D400...0x1D6A3: letter((value - 0x1D400) % 26)
            case 0x1D7CE...0x1D7FF: 0x30 + (value - 0x1D7CE) % 10
            default: nil
            }
        return plain.flatMap { Unicode.Scalar($0) } ?? scalar
    }

    private static func letter(_ index: UInt32) -> UInt32 { 0x61 + index }
}
