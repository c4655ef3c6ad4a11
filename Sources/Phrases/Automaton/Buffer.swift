/// A list for work in progress: it keeps its memory when it is emptied, and does without what arrays do for being copied.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 64) {
        self.capacity = max(1, capacity)
        base = UnsafeMutablePointer<Element>.allocate(capacity: self.capacity)
    }

    init(repeating element: Element, count: Int) {
        self.init(capacity: count)
        base.initialize(repeating: element, count: count)
        self.count = count
    }

    deinit { base.deallocate() }

    /// Indices are checked in debug builds only; they are counted by the one who asks, never taken from a text.
    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < count)
            return base[index]
        }
        set {
            assert(index >= 0 && index < count)
            base[index] = newValue
        }
    }

    /// Where an element is, to read a part of it in place; until the buffer changes.
    @inline(__always)
    func pointer(to index: Int) -> UnsafePointer<Element> {
        assert(index >= 0 && index < count)
        return UnsafePointer(base + index)
    }

    /// Some elements where they stand; until the buffer changes.
    func span(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
        assert(range.lowerBound >= 0 && range.upperBound <= count)
        return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        base[count] = element
        count += 1
    }

    mutating func removeAll() { count = 0 }

    @inline(__always)
    mutating func popLast() -> Element? {
        guard count > 0 else { return nil }
        count -= 1
        return base[count]
    }

    /// Moves all elements to the end of an array.
    ///
    /// - Returns: where they are there.
    mutating func moveAll(to array: inout [Element]) -> Range<Int> {
        let start = array.count
        array.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
        count = 0
        return start..<array.count
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}

extension Buffer where Element: Comparable {
    mutating func sort() {
        // Few elements are quickly put in order, and without memory.
        guard count <= 32 else {
            var elements = UnsafeMutableBufferPointer(start: base, count: count)
            return elements.sort()
        }
        var index = 1
        while index < count {
            let element = base[index]
            var place = index
            while place > 0, base[place - 1] > element {
                base[place] = base[place - 1]
                place -= 1
            }
            base[place] = element
            index += 1
        }
    }
}

extension Buffer where Element: Equatable {
    func contains(_ element: Element) -> Bool { UnsafeBufferPointer(start: base, count: count).contains(element) }
}
