/// Where a value stands in a JSON document. Elements of an array share the text of the array's path: most paths are never asked for.
public struct JSONPath: Sendable {
    private let start: String
    /// The place in the array at `start`; negative where that is the value itself.
    private let element: Int

    init(_ pointer: String) {
        start = pointer
        element = -1
    }

    init(_ array: String, element: Int) {
        start = array
        self.element = element
    }

    /// The JSON pointer (RFC 6901); the empty string is the whole document.
    public var pointer: String { element < 0 ? start : "\(start)/\(element)" }
}
