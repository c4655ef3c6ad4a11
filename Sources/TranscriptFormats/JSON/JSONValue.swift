import Glibc

/// A value of a parsed JSON text, or its absence: asking for what is not there gives a missing value, never a trap.
struct JSONValue {
    enum Kind { case missing, null, bool, integer, unsigned, number, string, array, object }

    private let document: JSONDocument
    private let generation: Int
    private let index: Int

    init(document: JSONDocument, generation: Int, index: Int) {
        self.document = document
        self.generation = generation
        self.index = index
    }

    private var word: UInt64 { document.word(at: index, generation: generation) }
    /// A value that is not there.
    var missing: JSONValue { value(at: 0) }

    var kind: Kind {
        switch UInt8(word >> 56) {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "l"): .integer
        case UInt8(ascii: "u"): .unsigned
        case UInt8(ascii: "d"): .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        case UInt8(ascii: "n"): .null
        default: .missing
        }
    }

    /// Whether the value is there and not null.
    var exists: Bool { kind != .missing && kind != .null }
    var isObject: Bool { kind == .object }
    var isArray: Bool { kind == .array }

    /// What the value is, as messages call it.
    var typeName: String {
        switch kind {
        case .missing: "nothing"
        case .null: "null"
        case .bool: "true or false"
        case .integer, .unsigned, .number: "a number"
        case .string: name == nil ? "an empty string" : "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    // MARK: Scalars

    var string: String? {
        guard kind == .string else { return nil }
        return String(decoding: document.string(word), as: UTF8.self)
    }

    /// The UTF-8 bytes of a string, for a look at them; empty where there is none. They are good until the document parses again.
    var utf8: UnsafeBufferPointer<UInt8> {
        kind == .string ? document.string(word) : UnsafeBufferPointer(start: nil, count: 0)
    }

    /// A string, or a number or a bool as it is written: for ids, which exports write in either way.
    var text: String? {
        switch kind {
        case .string: string
        case .integer: String(Int64(bitPattern: payload))
        case .unsigned: String(payload)
        case .number: number.map { Int64(exactly: $0).map { String($0) } ?? "\($0)" }
        case .bool: bool.map { String($0) }
        default: nil
        }
    }

    /// `text` where it is not empty.
    var name: String? { text.flatMap { $0.isEmpty ? nil : $0 } }

    var number: Double? {
        switch kind {
        case .integer: Double(Int64(bitPattern: payload))
        case .unsigned: Double(payload)
        case .number: Double(bitPattern: payload)
        default: nil
        }
    }

    /// A whole number.
    var integer: Int? {
        switch kind {
        case .integer: Int(Int64(bitPattern: payload))
        case .unsigned: Int(exactly: payload)
        case .number: Int(exactly: Double(bitPattern: payload))
        default: nil
        }
    }

    var bool: Bool? { kind == .bool ? UInt8(word >> 56) == UInt8(ascii: "t") : nil }

    /// The word behind that of a number.
    private var payload: UInt64 { document.word(at: index + 1, generation: generation) }

    // MARK: Containers

    /// The value of a key; missing where there is none, or no object.
    subscript(key: StaticString) -> JSONValue { member(key.bytes) }

    /// The value of a key that is not known when the program is built.
    func member(_ key: String) -> JSONValue {
        var key = key
        return key.withUTF8 { member($0) }
    }

    private func member(_ wanted: UnsafeBufferPointer<UInt8>) -> JSONValue {
        guard isObject, let key = wanted.baseAddress else { return missing }
        let tape = document.tape(generation: generation)
        let end = min(end, tape.count)
        var at = index + 1
        while at + 1 < end {
            let name = document.string(tape[at])
            if name.count == wanted.count, let found = name.baseAddress, memcmp(found, key, name.count) == 0 { return value(at: at + 1) }
            at = Self.next(after: at + 1, tape[at + 1])
        }
        return missing
    }

    /// The value of the first of some keys that is there and not null.
    func first(_ keys: StaticString...) -> JSONValue {
        for key in keys {
            let value = self[key]
            if value.exists { return value }
        }
        return missing
    }

    /// The first element of an array; missing where there is none.
    var firstElement: JSONValue {
        isArray && index + 1 < end ? value(at: index + 1) : missing
    }

    /// The element at an index; missing where there is none.
    func element(_ index: Int) -> JSONValue {
        index < 0 ? missing : elements.enumerated().first { $0.offset == index }?.element ?? missing
    }

    /// The elements of an array; none of anything else.
    var elements: Elements { Elements(at: isArray ? index + 1 : 0, end: isArray ? end : 0, of: self) }

    /// The keys of an object, in order.
    var keys: [String] {
        guard isObject else { return [] }
        var keys: [String] = []
        var at = index + 1
        while at < end {
            keys.append(String(decoding: document.string(document.word(at: at, generation: generation)), as: UTF8.self))
            at = next(after: at + 1)
        }
        return keys
    }

    struct Elements: Sequence, IteratorProtocol {
        private var at: Int
        private let end: Int
        private let container: JSONValue

        fileprivate init(at: Int, end: Int, of container: JSONValue) {
            self.at = at
            self.end = end
            self.container = container
        }

        mutating func next() -> JSONValue? {
            guard at < end else { return nil }
            defer { at = container.next(after: at) }
            return container.value(at: at)
        }
    }

    /// The index of the word that closes an array or object.
    private var end: Int { Int(word & 0xFFFF_FFFF) - 1 }

    /// The index of what follows a value on the tape.
    private func next(after index: Int) -> Int { Self.next(after: index, document.word(at: index, generation: generation)) }

    private static func next(after index: Int, _ word: UInt64) -> Int {
        switch UInt8(word >> 56) {
        case UInt8(ascii: "{"), UInt8(ascii: "["): max(Int(word & 0xFFFF_FFFF), index + 1)
        case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): index + 2
        // A word that starts no value cannot come up on a sound tape; walking on by one could not run away either.
        default: index + 1
        }
    }

    private func value(at index: Int) -> JSONValue { JSONValue(document: document, generation: generation, index: index) }
}

extension StaticString {
    fileprivate var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}
