/// A JSON value that is about to be laid out.
struct LayoutBlock {
    enum Content {
        /// A string, number, `true`, `false` or `null`, as it is to be written.
        case leaf(String)
        case array([Item])
        case object([Item])
    }

    /// An element of an array, or a member of an object.
    struct Item {
        /// The name as it is to be written, with its quotes; nil in an array.
        var name: String?
        var block: LayoutBlock
        /// Whether it may stand on one line with the items beside it.
        var sharesLine = false
        /// Whether the author left an empty line before it that is to stay.
        var isAfterEmptyLine = false

        /// In characters, on one line.
        var width: Int { (name.map { $0.count + 2 } ?? 0) + block.width }
    }

    let content: Content
    /// Whether it takes several lines even where one would do.
    let isOpen: Bool
    /// Whether it stays on one line, however long that is.
    let isTight: Bool
    /// In characters, on one line; more than any line has where it is open.
    let width: Int

    init(_ content: Content, isOpen: Bool = false, isTight: Bool = false) {
        self.content = content
        self.isTight = isTight
        switch content {
        case .leaf(let text):
            self.isOpen = false
            width = text.count
        case .array(let items):
            self.isOpen = isOpen && !items.isEmpty
            width = self.isOpen ? Self.tooWide : min(Self.tooWide, items.reduce(2) { $0 + $1.width } + 2 * max(0, items.count - 1))
        case .object(let items):
            self.isOpen = isOpen && !items.isEmpty
            let padding = items.isEmpty ? 2 : 4
            width = self.isOpen ? Self.tooWide : min(Self.tooWide, items.reduce(padding) { $0 + $1.width } + 2 * max(0, items.count - 1))
        }
    }

    /// Sums of it do not overflow.
    private static let tooWide = 1_000_000
}
