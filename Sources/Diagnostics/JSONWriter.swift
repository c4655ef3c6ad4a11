/// Writes JSON text, byte by byte, in the order in which it is told.
///
/// Strings come out as UTF-8, except for what could disturb a terminal or a reader of lines: control characters (C0, DEL, C1), the line
/// separators U+2028 and U+2029, and the bidirectional controls are escaped. The caller balances `begin` and `end`.
public struct JSONWriter: Sendable {
    /// What was written so far.
    public internal(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// - Parameter capacity: How many bytes are likely to be written.
    public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    public mutating func beginObject() { open(UInt8(ascii: "{")) }
    public mutating func endObject() { close(UInt8(ascii: "}")) }
    public mutating func beginArray() { open(UInt8(ascii: "[")) }
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// A key that holds nothing to escape.
    public mutating func key(_ name: StaticString) {
        // In one piece: each that is appended by itself takes as long.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: name.utf8CodeUnitCount + 4) { piece in
            var end = 0
            func put(_ byte: UInt8) {
                piece.initializeElement(at: end, to: byte)
                end += 1
            }
            if needsComma { put(UInt8(ascii: ",")) }
            put(UInt8(ascii: "\""))
            name.withUTF8Buffer { for byte in $0 { put(byte) } }
            put(UInt8(ascii: "\""))
            put(UInt8(ascii: ":"))
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[..<end]))
        }
        needsComma = false
    }

    /// A key that is known only when it is written.
    public mutating func key(named name: String) {
        value(name)
        endKey()
    }

    public mutating func value(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        appendEscaped(text)
        bytes.append(UInt8(ascii: "\""))
    }

    public mutating func value(_ number: Int) {
        separate()
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        appendDigits(of: UInt64(number.magnitude))
    }

    public mutating func value(_ number: UInt64) {
        separate()
        appendDigits(of: number)
    }

    public mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }
    public mutating func null() { literal("null") }

    /// A number that is not finite has no form in JSON and is written as `null`; a whole number is written without a fraction.
    public mutating func value(_ number: Double) {
        guard number.isFinite else { return null() }
        separate()
        bytes.append(contentsOf: (Int64(exactly: number).map { String($0) } ?? "\(number)").utf8)
    }

    public mutating func member(_ name: StaticString, _ text: String?) {
        key(name)
        if let text { value(text) } else { null() }
    }

    public mutating func member(_ name: StaticString, _ number: Int) {
        key(name)
        value(number)
    }

    public mutating func member(_ name: StaticString, _ number: Double?) {
        key(name)
        if let number { value(number) } else { null() }
    }

    public mutating func member(_ name: StaticString, _ flag: Bool) {
        key(name)
        value(flag)
    }

    public mutating func member(_ name: StaticString, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { value(text) }
        endArray()
    }

    /// Ends a line of JSON Lines; the next value starts afresh.
    public mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func endKey() {
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func literal(_ text: StaticString) {
        separate()
        append(text)
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func appendDigits(of number: UInt64) {
        let most = 20
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: most) { digits in
            var start = most
            var rest = number
            repeat {
                start -= 1
                digits.initializeElement(at: start, to: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            } while rest > 0
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }
}
