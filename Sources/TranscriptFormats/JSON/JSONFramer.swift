import Diagnostics

/// Cuts JSON input into records without holding more of it than one: lines, elements of an array, of a list in an object, or whole values.
struct JSONFramer {
    /// A record at the front of the input, or a first look at one.
    struct Frame {
        /// Bytes of the window.
        var range: Range<Int>
        var position: JSONSample.Position
        var origin: RecordOrigin
        /// From 1.
        var number: Int
        /// Whether the file holds no other record.
        var isOnly: Bool
        /// Whether nothing follows it in the file.
        var isLast = false
        /// Whether its bytes were over the limit, and were skipped.
        var isTooLarge = false
    }

    enum Event {
        case record(Frame)
        /// The first element of a list: `answer` says whether the list is to be streamed.
        case candidate(Frame)
        /// The layout is broken; nothing comes behind.
        case broken(Diagnostic)
        case end
    }

    enum Answer { case stream, whole }

    private enum Mode {
        case start
        case lines
        case values
        case elements(JSONSample.Position)
        /// The rest of the object around a list.
        case tail
        case end
    }

    var input: Input
    private let limit: Int
    private let listKeys: Set<String>
    private var mode = Mode.start
    private var number = 0
    private var isOnly = false
    /// The scan of the first value, where a list in it was offered and the answer is awaited.
    private var opening: (scanner: ValueScanner, candidate: Frame)?

    init(_ input: Input, limit: Int, listKeys: Set<String>) {
        self.input = input
        self.limit = limit
        self.listKeys = listKeys
    }

    mutating func next() throws -> Event {
        while true {
            let event: Event? =
                switch mode {
                case .start: try start()
                case .lines: try line()
                case .values: try value()
                case .elements(let position): try element(position)
                case .tail: try skipTail()
                case .end: .end
                }
            if let event { return event }
        }
    }

    func withBytes<Value>(of frame: Frame, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows -> Value {
        try input.withBytes { try body(UnsafeBufferPointer(rebasing: $0[frame.range])) }
    }

    /// The place of a record as a whole.
    func place(of frame: Frame) -> Place {
        Place(file: frame.origin.file, line: frame.origin.line, column: frame.origin.column + 1, bytes: frame.origin.offset..<frame.origin.offset)
    }

    mutating func consume(_ frame: Frame) { input.consume(frame.range.upperBound) }

    // MARK: The first value

    /// Finds out how the file is laid out.
    private mutating func start() throws -> Event? {
        guard let first = try input.skipSpace() else {
            mode = .end
            return nil
        }
        return first == UInt8(ascii: "[") ? try startArray() : try startObject(resumed ?? ValueScanner(isOpening: true))
    }

    private mutating func startArray() throws -> Event? {
        guard let index = try input.peekSpace(from: 1), input[index] != UInt8(ascii: "]") else {
            mode = .values
            return nil
        }
        return try offer(from: index, at: .element, resuming: ValueScanner())
    }

    private mutating func startObject(_ resumed: ValueScanner) throws -> Event? {
        var scanner = resumed
        while true {
            switch input.withBytes({ scanner.advance(in: $0) }) {
            case .list(let key, let start):
                let name = input.withBytes { String(decoding: $0[key], as: UTF8.self) }
                guard listKeys.contains(name), let index = try input.peekSpace(from: start), input[index] != UInt8(ascii: "]") else { continue }
                return try offer(from: index, at: .listElement(name), resuming: scanner)
            case .brokenLine:
                mode = .lines
                return nil
            case .end(let end):
                mode = try layout(afterFirstValueAt: end)
                return nil
            case .needsMore:
                guard scanner.scanned <= limit, try input.more() else {
                    mode = .values
                    return nil
                }
            }
        }
    }

    /// Lines where the first value is one and more follow; values otherwise.
    private mutating func layout(afterFirstValueAt end: Int) throws -> Mode {
        guard let next = try input.peekSpace(from: end) else { return .values }
        let newline = UInt8(ascii: "\n")
        return input.withBytes { $0[..<end].contains(newline) || !$0[end..<next].contains(newline) } ? .values : .lines
    }

    private mutating func offer(from index: Int, at position: JSONSample.Position, resuming scanner: ValueScanner) throws -> Event? {
        guard case .end(let end) = try scan(from: index), end > index else {
            // An array goes on behind an element that is too large or broken; an object is judged as a whole.
            if position == .element { input.consume(index) }
            mode = position == .element ? .elements(.element) : .values
            return nil
        }
        let frame = frame(index..<end, at: position)
        opening = (scanner, frame)
        return .candidate(frame)
    }

    /// Says how to go on after a candidate: with the elements of its list one by one, or with the value around the list.
    mutating func answer(_ answer: Answer) {
        guard let (scanner, frame) = opening else { return }
        opening = nil
        switch (answer, frame.position) {
        case (.stream, _):
            input.consume(frame.range.lowerBound)
            mode = .elements(frame.position)
        case (.whole, .listElement):
            // The rest of the object may hold another list; the scan goes on inside of this one.
            resumed = scanner
            mode = .start
        case (.whole, _):
            mode = .values
        }
    }

    /// Where the scan of the first object goes on after a list that was not taken.
    private var resumed: ValueScanner?

    // MARK: Records

    private mutating func line() throws -> Event? {
        guard try input.skipSpace() != nil else {
            mode = .end
            return nil
        }
        var searched = 0
        var skipped: Frame?
        while true {
            let found = input.withBytes { $0[searched...].firstIndex(of: UInt8(ascii: "\n")) }
            if let end = found { return try finish(0..<end, skipped: skipped, at: .whole) }
            searched = input.count
            if searched > limit {
                skipped = skipped ?? frame(0..<0, at: .whole)
                input.consume(searched)
                searched = 0
            }
            guard try input.more() else { return try finish(0..<input.count, skipped: skipped, at: .whole) }
        }
    }

    private mutating func value() throws -> Event? {
        guard try input.skipSpace() != nil else {
            mode = .end
            return nil
        }
        return try record(at: .whole)
    }

    private mutating func element(_ position: JSONSample.Position) throws -> Event? {
        guard var byte = try input.skipSpace() else { return cut("the list is not closed") }
        if number > 0, byte == UInt8(ascii: ",") {
            input.consume(1)
            guard let next = try input.skipSpace() else { return cut("the list is not closed") }
            byte = next
        }
        guard byte == UInt8(ascii: "]") else { return try record(at: position) }
        input.consume(1)
        mode = position == .element ? .values : .tail
        return nil
    }

    private mutating func record(at position: JSONSample.Position) throws -> Event? {
        switch try scan(from: 0) {
        case .end(let end):
            guard end > 0 else { return broken("“\(Character(Unicode.Scalar(input[0])))” stands where a record should begin") }
            return try finish(0..<end, skipped: nil, at: position)
        case .needsMore where input.count > limit:
            let frame = frame(0..<0, at: position)
            try skipValue()
            return try finish(0..<0, skipped: frame, at: position)
        default:
            mode = .end
            return try finish(0..<input.count, skipped: nil, at: position)
        }
    }

    private mutating func finish(_ range: Range<Int>, skipped: Frame?, at position: JSONSample.Position) throws -> Event {
        number += 1
        let next = try input.peekSpace(from: range.upperBound)
        if number == 1 { isOnly = next.map { input[$0] == UInt8(ascii: "]") && position != .whole } ?? true }
        var frame = frame(range, at: position)
        if let skipped {
            (frame.origin.offset, frame.origin.line, frame.origin.column) = (
                skipped.origin.offset, skipped.origin.line, skipped.origin.column
            )
            frame.isTooLarge = true
        }
        frame.isLast = next == nil
        return .record(frame)
    }

    private func frame(_ range: Range<Int>, at position: JSONSample.Position) -> Frame {
        var origin = RecordOrigin(file: input.file, offset: input.offset + range.lowerBound, line: input.line, column: input.column)
        switch position {
        case .whole: break
        case .element: origin.pointer = "/\(number - 1)"
        case .listElement(let key): origin.pointer = "/\(key)/\(number - 1)"
        }
        return Frame(range: range, position: position, origin: origin, number: number, isOnly: isOnly)
    }

    // MARK: Scanning

    /// Where the value at an index ends; `needsMore` where the input or the limit ends first.
    private mutating func scan(from index: Int) throws -> ValueScanner.Stop {
        var scanner = ValueScanner()
        while true {
            let stop = input.withBytes { scanner.advance(in: UnsafeBufferPointer(rebasing: $0[index...])) }
            switch stop {
            case .end(let end): return .end(index + end)
            default:
                guard scanner.scanned <= limit, try input.more() else { return .needsMore }
            }
        }
    }

    /// Drops a value that is too large, piece by piece.
    private mutating func skipValue() throws {
        var scanner = ValueScanner()
        while true {
            let stop = input.withBytes { scanner.advance(in: $0) }
            input.consume(scanner.scanned)
            scanner.drop(scanner.scanned)
            if case .end = stop { return }
            guard try input.more() else { return }
        }
    }

    private mutating func skipTail() throws -> Event? {
        mode = .values
        var scanner = ValueScanner(depth: 1)
        while true {
            let stop = input.withBytes { scanner.advance(in: $0) }
            input.consume(scanner.scanned)
            scanner.drop(scanner.scanned)
            if case .end = stop { return nil }
            guard try input.more() else { return cut("the object around the list is not closed") }
        }
    }

    private mutating func cut(_ message: String) -> Event {
        mode = .end
        return .broken(
            Diagnostic(
                code: JSONFault.Kind.truncated.rawValue, "the JSON ends in the middle: \(message)", at: hereAsPlace,
                help: "the file was cut off: export it again, or wait until it is whole"))
    }

    private mutating func broken(_ message: String) -> Event {
        mode = .end
        return .broken(
            Diagnostic(
                code: JSONFault.Kind.badJSON.rawValue, message, at: hereAsPlace, help: "look at what wrote the file; nothing behind it was read"))
    }

    private var hereAsPlace: Place {
        input.withBytes { bytes in
            RecordOrigin(file: input.file, offset: input.offset, line: input.line, column: input.column).place(
                of: 0..<min(1, bytes.count), in: UnsafeBufferPointer(rebasing: bytes.prefix(4096)))
        }
    }
}
