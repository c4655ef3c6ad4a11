import Diagnostics
import Transcripts

/// The records of a format that reads them together, such as messages, until all are there.
struct GatheredRecords {
    let format: any JSONFormat
    /// The inside of an array.
    private var bytes: [UInt8] = []
    /// Where each record stands.
    private var origins: [RecordOrigin] = []

    init(of format: any JSONFormat) { self.format = format }

    var isEmpty: Bool { origins.isEmpty }

    mutating func add(_ record: UnsafeBufferPointer<UInt8>, origin: RecordOrigin, limit: Int) throws {
        guard bytes.count + 1 + record.count <= limit else {
            throw DiagnosticsError(FileError.recordTooLarge(limit: limit, at: Place(file: origin.file)))
        }
        origins.append(origin)
        bytes.append(bytes.isEmpty ? UInt8(ascii: "[") : UInt8(ascii: ","))
        bytes += record
    }

    /// Adds the records of another file, of the same format.
    mutating func add(_ others: GatheredRecords, limit: Int) throws {
        guard let first = others.origins.first else { return }
        guard bytes.count + others.bytes.count <= limit else {
            throw DiagnosticsError(FileError.recordTooLarge(limit: limit, at: Place(file: first.file)))
        }
        bytes.append(isEmpty ? UInt8(ascii: "[") : UInt8(ascii: ","))
        origins += others.origins
        bytes += others.bytes.dropFirst()
    }

    /// What the records hold together.
    ///
    /// - Parameter parse: Reads a JSON value.
    func items(
        in context: RecordContext, parse: (UnsafeBufferPointer<UInt8>) throws(JSONDocument.Failure) -> JSONValue
    ) throws(JSONDocument.Failure) -> [ExportItem] {
        guard !isEmpty else { return [] }
        let text = bytes + [UInt8(ascii: "]")]
        let result = text.withUnsafeBufferPointer { bytes in
            Result { () throws(JSONDocument.Failure) in items(of: try parse(bytes), in: context) }
        }
        return try result.get()
    }

    private func items(of value: JSONValue, in context: RecordContext) -> [ExportItem] {
        do throws(RecordError) {
            return try format.transcripts(of: value, in: context).map(ExportItem.transcript)
        } catch {
            return [.rejected(diagnostic(of: error))]
        }
    }

    /// An error in the array of what was gathered, with the place of the record that it is in.
    private func diagnostic(of error: RecordError) -> Diagnostic {
        var place = Place(file: origins.first?.file ?? "", line: 1)
        let parts = error.pointer.split(separator: "/", maxSplits: 1)
        if let index = parts.first.flatMap({ Int($0) }), origins.indices.contains(index) {
            let origin = origins[index]
            place.file = origin.file
            place.line = origin.line
            place.column = origin.column + 1
            place.bytes = origin.offset..<origin.offset
            place.pointer = parts.count > 1 ? "/\(parts[1])" : ""
        }
        return Diagnostic(code: error.code, error.message, at: place, help: error.help)
    }
}
