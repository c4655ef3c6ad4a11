import CLibXML2
import Diagnostics
import Transcripts

/// Exports that are XML: the elements of one name are records, which a format reads as the JSON that says the same.
struct XMLRecords {
    /// The name of the elements that are records.
    let element: String
    /// The names of elements that are lists even where they do not say so.
    let lists: Set<String>

    typealias Read = (JSONValue, RecordContext) throws(RecordError) -> [Transcript]

    /// What the records give, in order; where the document is broken, what stands before.
    ///
    /// - Parameters:
    ///   - origin: Where the text begins in its file.
    ///   - read: Reads one record, `{"name-of-the-element": {…}}` with underscores for dashes.
    /// - Throws: Where nothing could be read.
    func items(of raw: [UInt8], origin: RecordOrigin, context: RecordContext, read: @escaping Read) throws -> [ExportItem] {
        let text = XMLText.repaired(raw) ?? raw
        let progress = try Progress(text: text, origin: origin, context: context, read: read)
        // Where the text had to be decoded, bytes are counted in what came of it, and are of no use to anybody.
        progress.hasBytes = text.count == raw.count
        if let tag = XMLText.unboundedTag(of: text) {
            throw progress.diagnostic(
                "bad-xml", "an XML tag of more than \(XMLText.attributeLimit) attributes", at: tag,
                help: "no helpdesk writes this; remove its attributes")
        }
        let reader = XMLRecordReader(
            of: element, lists: lists, begin: { progress.begin(at: $0, isRoot: $1) }, handle: { progress.take($0, to: $1) })
        let (result, offset) = reader.read(text, depthLimit: context.limits.depth)
        if let error = progress.error(for: result, at: offset) {
            guard !progress.items.isEmpty else { throw error }
            return progress.items + error.diagnostics.map(ExportItem.rejected)
        }
        return progress.items
    }
}

extension XMLRecords {
    /// What was read so far of a document.
    private final class Progress {
        let text: [UInt8]
        let origin: RecordOrigin
        let context: RecordContext
        let read: Read
        let document: JSONDocument
        var items: [ExportItem] = []
        var hasBytes = true
        private var number = 0
        private var isRoot = false
        /// Where the record begins, and the lines and columns up to there.
        private var start = 0
        private var line: Int
        private var column: Int

        init(text: [UInt8], origin: RecordOrigin, context: RecordContext, read: @escaping Read) throws {
            self.text = text
            self.origin = origin
            self.context = context
            self.read = read
            (line, column) = (origin.line, origin.column)
            // An element is an array or an object, and stands in an object of its own.
            do { document = try JSONDocument(depthLimit: context.limits.depth + 2) } catch {
                throw DiagnosticsError(Self.outOfMemory(Place(file: origin.file)))
            }
        }

        func begin(at offset: Int, isRoot: Bool) {
            let tag = text[..<min(offset, text.count)].lastIndex(of: UInt8(ascii: "<")) ?? start
            let before = text[start..<max(start, tag)]
            let breaks = before.count { $0 == UInt8(ascii: "\n") }
            let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? start
            line += breaks
            column = (breaks > 0 ? 0 : column) + text[lineStart..<max(lineStart, tag)].count { $0 & 0xC0 != 0x80 }
            start = max(start, tag)
            self.isRoot = isRoot
            number += 1
        }

        /// Reads the record that began last.
        func take(_ element: XMLElement, to end: Int) {
            let record = RecordOrigin(file: origin.file, offset: origin.offset + start, line: line, column: column)
            guard end - start <= context.limits.recordBytes else {
                return items.append(.rejected(FileError.recordTooLarge(limit: context.limits.recordBytes, at: place(of: record))))
            }
            var context = context
            if !isRoot { context.fallbackID += "-\(number)" }
            let outcome = element.json().withUnsafeBufferPointer { bytes -> Result<[Transcript], RecordError> in
                guard let value = try? document.parse(bytes) else { return .failure(Self.unreadable) }
                return Result { () throws(RecordError) in try read(value, context) }
            }
            switch outcome {
            case .success(let transcripts): items += transcripts.map(ExportItem.transcript)
            case .failure(let error):
                var place = place(of: record)
                place.pointer = error.pointer
                items.append(.rejected(Diagnostic(code: error.code, error.message, at: place, help: error.help)))
            }
        }

        private static let unreadable = RecordError(
            "bad-xml", "the record cannot be read", help: "correct it by hand, or what wrote the file")

        private func place(of record: RecordOrigin) -> Place {
            let end = min(start + 1, text.count)
            var place = text[start..<min(start + 2048, text.count)].withUnsafeBufferPointer { record.place(of: 0..<end - start, in: $0) }
            if !hasBytes { place.bytes = nil }
            return place
        }

        // MARK: What is wrong

        /// What made libxml2 stop; nil where nothing did.
        func error(for result: tact_xml_result, at offset: Int) -> DiagnosticsError? {
            switch result {
            case TACT_XML_OK: return nil
            case TACT_XML_TOO_DEEP:
                return diagnostic(
                    "too-deep", "XML nested more than \(context.limits.depth) deep", at: offset,
                    help: "no helpdesk nests its export so deep; look at what wrote it, or raise limits.depth in tactd.json")
            case TACT_XML_HAS_DOCTYPE:
                return diagnostic(
                    "bad-xml", "a document type declaration, which could make a small file endlessly long, and is not read", at: offset,
                    help: "no helpdesk writes one; remove it")
            case TACT_XML_OUT_OF_MEMORY: return DiagnosticsError(Self.outOfMemory(Place(file: origin.file)))
            default:
                let isCut = text[offset...].allSatisfy(\.isJSONSpace)
                return isCut
                    ? diagnostic(
                        "truncated", "the XML ends in the middle", at: offset,
                        help: "the file was cut off: export it again, or wait until it is whole")
                    : diagnostic(
                        "bad-xml", "the XML is not well-formed here", at: offset,
                        help: "see that each tag is closed and & is written as &amp;; nothing behind it was read")
            }
        }

        func diagnostic(_ code: String, _ message: String, at offset: Int, help: String) -> DiagnosticsError {
            let end = min(offset + 1, text.count)
            var place = text.withUnsafeBufferPointer { origin.place(of: min(offset, end)..<end, in: $0) }
            if !hasBytes { place.bytes = nil }
            return DiagnosticsError(Diagnostic(code: code, message, at: place, help: help))
        }

        private static func outOfMemory(_ place: Place) -> Diagnostic {
            Diagnostic(code: "out-of-memory", "no memory to read XML", at: place, help: "split the file")
        }
    }
}
