import CLibXML2

/// Puts elements of a name together, each with all that is in it, while libxml2 reads a document, and hands them over one by one.
final class XMLRecordReader {
    private let record: String
    private let lists: Set<String>
    private let handle: (XMLElement, _ end: Int) -> Void
    /// Hears where a record begins: the byte offset of the end of its tag, and whether the document is nothing else.
    private let begin: (_ offset: Int, _ isRoot: Bool) -> Void
    /// The elements from the record down to the one that is being read.
    private var open: [XMLElement] = []
    /// How many elements outside of a record are open.
    private var outside = 0

    /// - Parameters:
    ///   - record: The name of the elements to hand over.
    ///   - lists: The names of elements that are lists even where they do not say so.
    init(
        of record: String, lists: Set<String>, begin: @escaping (_ offset: Int, _ isRoot: Bool) -> Void,
        handle: @escaping (XMLElement, _ end: Int) -> Void
    ) {
        self.record = record
        self.lists = lists
        self.begin = begin
        self.handle = handle
    }

    /// - Returns: How reading ended, and at which byte.
    func read(_ text: [UInt8], depthLimit: Int) -> (tact_xml_result, Int) {
        var handler = tact_xml_handler()
        handler.context = Unmanaged.passUnretained(self).toOpaque()
        handler.start = { XMLRecordReader.of($0)?.start($1, type: $2, isNil: $3, offset: $4) }
        handler.end = { XMLRecordReader.of($0)?.end(offset: $1) }
        handler.text = { XMLRecordReader.of($0)?.characters($1, count: $2) }
        var offset = 0
        let result = withExtendedLifetime(self) {
            text.withUnsafeBytes {
                tact_xml_read($0.assumingMemoryBound(to: CChar.self).baseAddress, $0.count, depthLimit, &handler, &offset)
            }
        }
        return (result, min(offset, text.count))
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> XMLRecordReader? {
        context.map { Unmanaged<XMLRecordReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private func start(_ element: UnsafePointer<CChar>?, type: UnsafePointer<CChar>?, isNil: UnsafePointer<CChar>?, offset: Int) {
        let name = element.map { String(cString: $0) } ?? ""
        guard !open.isEmpty || name == record else {
            outside += 1
            return
        }
        if open.isEmpty { begin(offset, outside == 0) }
        let isNull = isNil.map { String(cString: $0) } == "true"
        let isList = type.map { String(cString: $0) } == "array" || lists.contains(name)
        open.append(XMLElement(name: name, kind: isNull ? .null : isList ? .list : .plain))
    }

    private func end(offset: Int) {
        guard let element = open.popLast() else {
            outside -= 1
            return
        }
        if open.isEmpty { handle(element, offset) } else { open[open.count - 1].elements.append(element) }
    }

    private func characters(_ start: UnsafePointer<CChar>?, count: Int) {
        guard let start, !open.isEmpty else { return }
        open[open.count - 1].text += UnsafeRawBufferPointer(start: start, count: count)
    }
}
