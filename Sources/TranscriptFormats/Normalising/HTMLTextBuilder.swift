/// Puts the text of an HTML document together while it is read.
struct HTMLTextBuilder {
    /// UTF-8.
    private var bytes: [UInt8] = []
    /// The line breaks and the space that the next text is to have before it.
    private var breaks = 0
    private var hasSpace = false
    /// For each open element, what its end does.
    private var open: [Ending] = []
    /// The depth of the element whose content is dropped; nil outside of one.
    private var droppedFrom: Int?
    /// Whether all that follows is a quoted mail.
    private var isOver = false
    private var preformatted = 0
    /// Whether quoted mail was left out.
    private(set) var hadQuote = false

    private struct Ending {
        var breaks: Int
        var isPreformatted: Bool
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Makes room for a text of so many bytes.
    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// - Parameters:
    ///   - isReply: Whether the element begins what Outlook quotes, to the end of the document.
    ///   - isQuote: Whether a mail program marks the element as a quoted mail.
    mutating func start(_ element: HTMLElement, isReply: Bool = false, isQuote: Bool = false) {
        open.append(Ending(breaks: element.breaks, isPreformatted: element.isPreformatted))
        if element.isPreformatted { preformatted += 1 }
        guard droppedFrom == nil, !isOver else { return }
        if isReply {
            isOver = true
            hadQuote = true
        } else if element.isDropped {
            droppedFrom = open.count
            hadQuote = hadQuote || element.isQuote
        } else if isQuote {
            droppedFrom = open.count
            hadQuote = true
        }
        breakLines(element.breaks)
        guard droppedFrom == nil, !isOver else { return }
        switch element.content {
        case .lineBreak: breaks = min(breaks + 1, 2)
        case .item: append("- ")
        case .cell: hasSpace = true
        case .text: break
        }
    }

    mutating func end() {
        guard let ending = open.popLast() else { return }
        if ending.isPreformatted { preformatted -= 1 }
        if let from = droppedFrom {
            if open.count < from { droppedFrom = nil }
        }
        if droppedFrom == nil { breakLines(ending.breaks) }
    }

    /// - Parameter characters: UTF-8, cut between characters.
    mutating func add(_ characters: UnsafeBufferPointer<UInt8>) {
        guard droppedFrom == nil, !isOver else { return }
        var index = 0
        while index < characters.count {
            let start = index
            index = Self.wordsEnd(characters, from: index)
            if index > start {
                separate()
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: characters[start..<index]))
                continue
            }
            if preformatted > 0, characters[index] == 0x0A || characters[index] == 0x0D {
                breaks = min(breaks + 1, 2)
            } else {
                hasSpace = true
            }
            index += characters[index] == 0xC2 ? 2 : 1
        }
    }

    /// The end of words with single spaces between them; where none begins, `start`.
    private static func wordsEnd(_ characters: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < characters.count {
            if !isSpace(characters, at: index) {
                index += 1
            } else if index > start, characters[index] == 0x20, index + 1 < characters.count, !isSpace(characters, at: index + 1) {
                index += 2
            } else {
                break
            }
        }
        return index
    }

    /// Whether there is white space, or a no-break space of two bytes.
    private static func isSpace(_ characters: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let byte = characters[index]
        return byte == 0x20 || 0x09...0x0D ~= byte || byte == 0xC2 && index + 1 < characters.count && characters[index + 1] == 0xA0
    }

    private mutating func append(_ part: StaticString) {
        separate()
        bytes += UnsafeBufferPointer(start: part.utf8Start, count: part.utf8CodeUnitCount)
    }

    /// Writes the line breaks or the space that are due.
    private mutating func separate() {
        if !bytes.isEmpty {
            if breaks > 0 {
                bytes.append(contentsOf: repeatElement(0x0A, count: breaks))
            } else if hasSpace, bytes.last != 0x20 {
                bytes.append(0x20)
            }
        }
        breaks = 0
        hasSpace = false
    }

    /// Asks for a line break (1) or a blank line (2) before the next text.
    private mutating func breakLines(_ count: Int) {
        breaks = max(breaks, count)
    }
}
