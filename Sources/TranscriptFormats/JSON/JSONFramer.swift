import Diagnostics

/// Cuts JSON input into records without holding more of it than one: lines, elements of an array, of a list in an object, or whole values.
struct JSONFramer {
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
    private var opening: (scanner: ValueScanner, candidate: JSONFrame)?

    init(_ input: Input, limit: Int, listKeys: Set<String>) {
        self.input = input
        self.limit = limit
        self.listKeys = listKeys
    }

    mutating func next() throws -> JSONEvent {
        while true {
            let event: JSONEvent? =
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

    func withBytes<Value>(of frame: JSONFrame, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows -> Value {
        try input.withBytes { try body(UnsafeBufferPointer(rebasing: $0[frame.range])) }
    }

    /// How the file around a record is laid out.
    func layout(of frame: JSONFrame) -> String {
        switch (frame.position, mode) {
        case (.element, _): "a JSON array, read element by element"
        case (.listElement(let key), _): "a JSON object, of which the list “\(key)” is read element by element"
        case (.whole, .lines): "JSON, a value a line"
        case (.whole, _): frame.isOnly ? "one JSON value" : "JSON values, one after the other"
        }
    }

    mutating func consume(_ frame: JSONFrame) { input.consume(frame.range.upperBound) }

    // MARK: The first value

    /// Finds out how the file is laid out.
    private mutating func start() throws -> JSONEvent? {
        guard let first = try input.skipSpace() else {
            mode = .end
            return nil
        }
        return first == UInt8(ascii: "[") ? try startArray() : try startObject(resumed ?? ValueScanner(isOpening: true))
    }

    private mutating func startArray() throws -> JSONEvent? {
        guard let index = try input.peekSpace(from: 1), input[index] != UInt8(ascii: "]") else {
            mode = .values
            return nil
        }
        return try offer(from: index, at: .element, resuming: ValueScanner())
    }

    private mutating func startObject(_ resumed: ValueScanner) throws -> JSONEvent? {
        var scanner = resumed
        while true {
            switch input.withBytes({ scanner.advance(in: $0) }) {
            case .list(let key, let start):
                let name = input.withBytes { String(decoding: $0[key], as: UTF8.self) }
                guard listKeys.contains(name), let index = try input.peekSpace(from: start), input[index] != UInt8(ascii: "]") else {
                    continue
                }
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

    /// Lines where the first value is one and more follow, or where something follows on its line that is no value; values otherwise.
    private mutating func layout(afterFirstValueAt end: Int) throws -> Mode {
        guard let next = try input.peekSpace(from: end) else { return .values }
        let newline = UInt8(ascii: "\n")
        return input.withBytes { bytes in
            if bytes[..<end].contains(newline) { return .values }
            let isValue = bytes[next] == UInt8(ascii: "{") || bytes[next] == UInt8(ascii: "[")
            return bytes[end..<next].contains(newline) || !isValue ? .lines : .values
        }
    }

    private mutating func offer(from index: Int, at position: JSONSample.Position, resuming scanner: ValueScanner) throws -> JSONEvent? {
        guard let end = try input.valueEnd(from: index, limit: limit), end > index else {
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
    mutating func answer(_ answer: JSONListAnswer) {
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

    private mutating func line() throws -> JSONEvent? {
        guard try input.skipSpace() != nil else {
            mode = .end
            return nil
        }
        var searched = 0
        var skipped: JSONFrame?
        while true {
            if let end = input.withBytes({ $0.index(ofBreakFrom: searched) }) { return try finish(0..<end, skipped: skipped, at: .whole) }
            searched = input.count
            if searched > limit {
                skipped = skipped ?? frame(0..<0, at: .whole)
                input.consume(searched)
                searched = 0
            }
            guard try input.more() else { return try finish(0..<input.count, skipped: skipped, at: .whole) }
        }
    }

    private mutating func value() throws -> JSONEvent? {
        guard try input.skipSpace() != nil else {
            mode = .end
            return nil
        }
        return try record(at: .whole)
    }

    private mutating func element(_ position: JSONSample.Position) throws -> JSONEvent? {
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

    private mutating func record(at position: JSONSample.Position) throws -> JSONEvent? {
        if let end = try input.valueEnd(from: 0, limit: limit) {
            guard end > 0 else { return broken("“\(Character(Unicode.Scalar(input[0])))” stands where a record should begin") }
            return try finish(0..<end, skipped: nil, at: position)
        }
        guard input.count <= limit else {
            let frame = frame(0..<0, at: position)
            _ = try input.dropValue()
            return try finish(0..<0, skipped: frame, at: position)
        }
        mode = .end
        return try finish(0..<input.count, skipped: nil, at: position)
    }

    private mutating func finish(_ range: Range<Int>, skipped: JSONFrame?, at position: JSONSample.Position) throws -> JSONEvent {
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

    private func frame(_ range: Range<Int>, at position: JSONSample.Position) -> JSONFrame {
        var origin = input.origin
        origin.offset += range.lowerBound
        switch position {
        case .whole: break
        case .element: origin.pointer = "/\(number - 1)"
        case .listElement(let key): origin.pointer = "/\(key)/\(number - 1)"
        }
        return JSONFrame(range: range, position: position, origin: origin, number: number, isOnly: isOnly)
    }

    // MARK: The end

    private mutating func skipTail() throws -> JSONEvent? {
        mode = .values
        return try input.dropValue(depth: 1) ? nil : cut("the object around the list is not closed")
    }

    private mutating func cut(_ message: String) -> JSONEvent {
        mode = .end
        return .broken(
            Diagnostic(
                code: JSONFault.Kind.truncated.rawValue, "the JSON ends in the middle: \(message)", at: hereAsPlace,
                help: "the file was cut off: export it again, or wait until it is whole"))
    }

    private mutating func broken(_ message: String) -> JSONEvent {
        mode = .end
        return .broken(
            Diagnostic(
                code: JSONFault.Kind.badJSON.rawValue, message, at: hereAsPlace,
                help: "correct it by hand, or what wrote the file; nothing behind it was read"))
    }

    private var hereAsPlace: Place {
        input.withBytes { bytes in
            input.origin.place(
                of: 0..<min(1, bytes.count), in: UnsafeBufferPointer(rebasing: bytes.prefix(4096)))
        }
    }
}
