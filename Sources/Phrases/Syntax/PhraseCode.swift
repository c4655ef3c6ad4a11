/// The elements of a phrase as bytes, one after the other: an automaton is built of them where they stand, and nothing is on the heap for
/// each of them.
///
/// An element is a head of four bytes, its kind in the lowest and a number in the others, and for most kinds so many bytes after it.
struct PhraseCode: Sendable, Hashable {
    private(set) var bytes: [UInt8] = []

    enum Kind: UInt8 {
        /// The word's UTF-8 follows.
        case word
        /// The same of what the word begins with.
        case prefix
        /// Nothing follows: the number is how wide the gap is.
        case gap
        /// Elements follow.
        case optional
        /// Branches follow.
        case alternatives
        /// Elements follow.
        case branch
        /// The list's name follows.
        case list
        /// Nothing follows: the number is the index of the class among those of the phrase.
        case token
    }

    /// An element where it stands.
    struct Element {
        let kind: Kind
        let number: Int
        /// Where the bytes after its head are.
        let body: Range<Int>

        /// - Parameter start: Where an element begins.
        init(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
            let head = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: UInt32.self).littleEndian
            kind = Kind(rawValue: UInt8(truncatingIfNeeded: head)) ?? .gap
            number = Int(head >> 8)
            let length = kind == .gap || kind == .token ? 0 : number
            body = Range(uncheckedBounds: (start + PhraseCode.headSize, start + PhraseCode.headSize + length))
        }
    }

    fileprivate static let headSize = 4

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func append(_ kind: Kind, number: Int) {
        let head = UInt32(truncatingIfNeeded: number) << 8 | UInt32(kind.rawValue)
        withUnsafeBytes(of: head.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ kind: Kind, _ text: UnsafeBufferPointer<UInt8>) {
        append(kind, number: text.count)
        bytes.append(contentsOf: text)
    }

    mutating func append(_ kind: Kind, _ text: String) {
        append(kind, number: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// Begins an element that others follow in.
    ///
    /// - Returns: what to end it with.
    mutating func begin(_ kind: Kind) -> Int {
        append(kind, number: 0)
        return bytes.count
    }

    /// Ends the element that was begun last.
    mutating func end(_ start: Int) {
        let length = bytes.count - start
        for index in 1..<Self.headSize { bytes[start - Self.headSize + index] = UInt8(truncatingIfNeeded: length >> (index * 8 - 8)) }
    }

    mutating func append(_ other: PhraseCode) { bytes += other.bytes }
}

extension Phrase {
    /// What must follow what; empty for a regular expression.
    public var elements: [Element] {
        code.bytes.withUnsafeBufferPointer { bytes in elements(bytes, in: 0..<bytes.count) }
    }

    private func elements(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> [Element] {
        var elements: [Element] = []
        var next = range.lowerBound
        while next < range.upperBound {
            let element = PhraseCode.Element(in: bytes, at: next)
            elements.append(self.element(element, bytes))
            next = element.body.upperBound
        }
        return elements
    }

    private func element(_ element: PhraseCode.Element, _ bytes: UnsafeBufferPointer<UInt8>) -> Element {
        switch element.kind {
        case .word: .word(String(decoding: bytes[element.body], as: UTF8.self))
        case .prefix: .prefix(String(decoding: bytes[element.body], as: UTF8.self))
        case .gap: .gap(max: element.number)
        case .optional: .optional(elements(bytes, in: element.body))
        case .alternatives: .alternatives(branches(bytes, in: element.body))
        case .branch: .alternatives([elements(bytes, in: element.body)])
        case .list: .list(String(decoding: bytes[element.body], as: UTF8.self))
        case .token: .token(tokens[element.number])
        }
    }

    private func branches(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> [[Element]] {
        var branches: [[Element]] = []
        var next = range.lowerBound
        while next < range.upperBound {
            let branch = PhraseCode.Element(in: bytes, at: next)
            branches.append(elements(bytes, in: branch.body))
            next = branch.body.upperBound
        }
        return branches
    }
}
