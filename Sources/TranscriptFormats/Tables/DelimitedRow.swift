extension DelimitedReader {
    /// A row of delimited text. Its fields are kept as bytes: of most of them nobody wants the text, or only once in two readings.
    struct Row {
        /// The contents of the fields, one behind the other, without the quotes.
        private var content: [UInt8] = []
        /// Where each field ends.
        private var ends: [Int] = []
        /// Whether the text ended inside of quotes.
        var isUnclosed = false
        /// Whether nothing follows in the file, not even a line end.
        var isLast = false
        /// Where the row begins.
        private(set) var origin: RecordOrigin

        init(origin: RecordOrigin) { self.origin = origin }

        /// How many fields there are.
        var count: Int { ends.count }

        /// The text of a field.
        func field(_ index: Int) -> String {
            content.withUnsafeBufferPointer { TextDecoding.text(UnsafeBufferPointer(rebasing: $0[range(of: index)])) }
        }

        func isEmpty(_ index: Int) -> Bool { range(of: index).isEmpty }

        var fields: [String] { ends.indices.map(field) }

        private func range(of index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

        // MARK: Reading

        /// Begins a row anew, in the memory of the one before.
        mutating func begin(at origin: RecordOrigin) {
            content.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
            (isUnclosed, isLast) = (false, false)
            self.origin = origin
        }

        /// Adds to the field that is being read.
        mutating func append(_ part: Slice<UnsafeBufferPointer<UInt8>>) { content.append(contentsOf: UnsafeBufferPointer(rebasing: part)) }

        mutating func endField() { ends.append(content.count) }
    }
}
