import Diagnostics

/// An element of an XML document with all that is in it.
struct XMLElement {
    enum Kind {
        /// What the elements in it spell, else its text.
        case plain
        /// A list, as `type="array"` says, of which the names of the elements in it say nothing.
        case list
        /// Nothing at all, as `nil="true"` says.
        case null
    }

    let name: String
    let kind: Kind
    /// UTF-8.
    var text: [UInt8] = []
    var elements: [XMLElement] = []

    /// Writes the JSON that says the same: an object of the elements in this one, an array of them where it is a list, or a string.
    ///
    /// Keys have underscores where the names of elements have dashes.
    func write(to writer: inout JSONWriter) {
        switch kind {
        case .null: writer.null()
        case .list:
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .plain where elements.isEmpty: writer.value(String(decoding: text, as: UTF8.self))
        case .plain:
            writer.beginObject()
            for element in elements {
                writer.key(named: element.key)
                element.write(to: &writer)
            }
            writer.endObject()
        }
    }

    private var key: String { String(name.map { $0 == "-" ? "_" : $0 }) }

    /// The same as a JSON text: an object with this element in it.
    func json() -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key(named: key)
        write(to: &writer)
        writer.endObject()
        return writer.bytes
    }
}
