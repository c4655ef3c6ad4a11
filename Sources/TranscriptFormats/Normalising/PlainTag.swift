/// The elements of plain HTML.
///
/// No reader of HTML ends one of them by itself at the start of another that it may hold.
enum PlainTag: UInt8 {
    case division, paragraph, span, anchor, bold, italic, underlined, emphasis, strong, bullets, numbers, item, quotation, lineBreak, image

    /// - Parameter name: Of the tag, in small letters.
    init?(_ name: Slice<UnsafeBufferPointer<UInt8>>) {
        guard name.count <= 8 else {
            guard name.elementsEqual("blockquote".utf8) else { return nil }
            self = .quotation
            return
        }
        guard let tag = Self.named[Self.packed(name)] else { return nil }
        self = tag
    }

    /// By their names, packed.
    private static let named: [UInt64: PlainTag] = {
        let names: [(String, PlainTag)] = [
            ("div", .division), ("p", .paragraph), ("span", .span), ("a", .anchor), ("b", .bold), ("i", .italic), ("u", .underlined),
            ("em", .emphasis), ("strong", .strong), ("ul", .bullets), ("ol", .numbers), ("li", .item), ("br", .lineBreak), ("img", .image),
        ]
        return Dictionary(names.map { (packed($0.0.utf8), $0.1) }) { first, _ in first }
    }()

    /// - Parameter name: Of no more than eight bytes.
    private static func packed(_ name: some Sequence<UInt8>) -> UInt64 { name.reduce(0) { $0 << 8 | UInt64($1) } }

    /// Whether it has no content, and no tag at its end.
    var isEmpty: Bool { self == .lineBreak || self == .image }

    private var isInline: Bool {
        switch self {
        case .span, .anchor, .bold, .italic, .underlined, .emphasis, .strong, .lineBreak, .image: true
        default: false
        }
    }

    /// Whether an element may stand right in this one.
    func mayHold(_ tag: PlainTag) -> Bool {
        switch self {
        case .division, .quotation: true
        case .item: tag != .item
        case .bullets, .numbers: tag == .item
        case .anchor: tag.isInline && tag != .anchor
        default: tag.isInline
        }
    }

    /// What it does to the text.
    var element: HTMLElement {
        switch self {
        case .division: .division
        case .paragraph, .bullets, .numbers: .paragraph
        case .item: .item
        case .quotation: .quotation
        case .lineBreak: .lineBreak
        default: .inline
        }
    }
}
