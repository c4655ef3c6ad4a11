/// An array that is filled once and read by many threads: without checks in release builds, and without counting references.
///
/// It holds no reference, so whoever makes it frees it. Its indices come from other tables, never from a text.
struct Table<Element: BitwiseCopyable>: @unchecked Sendable {
    // Sendable, because nothing writes behind the pointer once `init` is done.
    private let base: UnsafeMutablePointer<Element>
    let count: Int

    init(_ elements: [Element]) {
        base = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        base.initialize(from: elements, count: elements.count)
        count = elements.count
    }

    /// - Parameter element: The element of an index.
    init(count: Int, _ element: (Int) -> Element) {
        base = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
        for index in 0..<count { (base + index).initialize(to: element(index)) }
        self.count = count
    }

    /// - Parameters:
    ///   - element: What all elements are at first.
    ///   - fill: Gives them their values.
    init(repeating element: Element, count: Int, _ fill: (UnsafeMutableBufferPointer<Element>) -> Void) {
        base = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
        base.initialize(repeating: element, count: count)
        self.count = count
        fill(UnsafeMutableBufferPointer(start: base, count: count))
    }

    /// The elements of one array, and then those of another.
    init(_ first: [Element], then second: [Element]) {
        base = UnsafeMutablePointer<Element>.allocate(capacity: max(1, first.count + second.count))
        base.initialize(from: first, count: first.count)
        (base + first.count).initialize(from: second, count: second.count)
        count = first.count + second.count
    }

    /// Some elements, for as long as the table is there.
    subscript(range: Range<Int>) -> UnsafeBufferPointer<Element> {
        assert(range.lowerBound >= 0 && range.upperBound <= count)
        return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    @inline(__always)
    subscript(index: Int) -> Element {
        assert(index >= 0 && index < count)
        return base[index]
    }

    @inline(__always)
    subscript(index: UInt32) -> Element { self[Int(index)] }

    /// Some elements where they stand, as long as the table is there.
    @inline(__always)
    func span(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
        assert(range.lowerBound >= 0 && range.upperBound <= count)
        return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    func deallocate() { base.deallocate() }
}

/// Lists of different lengths, one after the other in a table.
struct TableOfLists<Element: BitwiseCopyable>: Sendable {
    let elements: Table<Element>
    private let starts: Table<UInt32>

    init(_ lists: [[Element]]) {
        var starts: [UInt32] = [0]
        for list in lists { starts.append(starts[starts.count - 1] + UInt32(list.count)) }
        self.init(lists.flatMap { $0 }, starts: starts)
    }

    /// - Parameter starts: Where each list begins, and the end of all.
    init(_ elements: [Element], starts: [UInt32]) { self.init(Table(elements), starts: Table(starts)) }

    /// Both tables belong to this one from now on.
    init(_ elements: Table<Element>, starts: Table<UInt32>) {
        self.starts = starts
        self.elements = elements
    }

    /// Lists, and then others.
    ///
    /// - Parameters:
    ///   - starts: Where each of the first lists begins.
    ///   - moreStarts: Where each of the others begins among `more`, and the end of all.
    init(_ elements: [Element], starts: [UInt32], then more: [Element], starts moreStarts: [UInt32]) {
        self.elements = Table(elements, then: more)
        self.starts = Table(count: starts.count + moreStarts.count) { index in
            index < starts.count ? starts[index] : moreStarts[index - starts.count] + UInt32(elements.count)
        }
    }

    /// Where the elements of a list are in `elements`.
    @inline(__always)
    func range(_ list: Int) -> Range<Int> {
        Range(uncheckedBounds: (Int(starts[list]), Int(starts[list + 1])))
    }

    func deallocate() {
        elements.deallocate()
        starts.deallocate()
    }
}
