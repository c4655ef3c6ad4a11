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

    @inline(__always)
    subscript(index: Int) -> Element {
        assert(index >= 0 && index < count)
        return base[index]
    }

    @inline(__always)
    subscript(index: UInt32) -> Element { self[Int(index)] }

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
    init(_ elements: [Element], starts: [UInt32]) {
        self.starts = Table(starts)
        self.elements = Table(elements)
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
