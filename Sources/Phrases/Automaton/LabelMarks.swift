/// A set of labels of which it is known for sure only what is not in it: one of 256 bits for each.
struct LabelMarks: BitwiseCopyable {
    private var words: InlineArray<4, UInt64> = .init(repeating: 0)

    mutating func insert(_ label: Label) { words[Int(label.mark >> 6)] |= 1 << UInt64(label.mark & 63) }

    /// Whether one of the labels of a symbol may be in the set.
    @inline(__always)
    func mayHave(_ labels: SymbolLabels) -> Bool { has(labels.first) || has(labels.second) || labels.areMore }

    @inline(__always)
    private func has(_ mark: UInt8) -> Bool { words[Int(mark >> 6)] >> UInt64(mark & 63) & 1 != 0 }
}

/// The labels that a symbol answers to, as far as they decide quickly that an edge is for another one.
struct SymbolLabels: BitwiseCopyable {
    /// The marks of two of the labels; the same twice where there is one.
    fileprivate let first: UInt8
    fileprivate let second: UInt8
    /// Whether there are more than two.
    fileprivate let areMore: Bool
    /// Whether there are none, as for a word that no phrase names.
    let areNone: Bool

    static let none = SymbolLabels(EmptyCollection())

    init(_ labels: some Collection<Label>) {
        first = labels.first?.mark ?? 0
        second = labels.dropFirst().first?.mark ?? first
        areMore = labels.count > 2
        areNone = labels.isEmpty
    }
}

extension Label {
    /// One of 256 numbers for each label.
    fileprivate var mark: UInt8 { UInt8(truncatingIfNeeded: (UInt64(self) &* 0x9E37_79B9_7F4A_7C15) >> 56) }
}
