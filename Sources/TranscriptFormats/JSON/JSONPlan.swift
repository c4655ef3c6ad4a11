/// How a file of JSON is read: by which format, and whether record by record.
struct JSONPlan {
    let format: any JSONFormat
    /// Whether the records make sense only together.
    let isTogether: Bool

    static let formats = FormatList.formats.compactMap { $0 as? any JSONFormat }

    /// What the first format that recognises a value makes of it; nil where none does.
    ///
    /// - Throws: Where it is recognised, and holds no message bodies.
    static func recognise(_ sample: JSONSample, file: String) throws -> JSONPlan? {
        for format in formats {
            switch format.recognise(sample) {
            case .each: return JSONPlan(format: format, isTogether: false)
            case .together: return JSONPlan(format: format, isTogether: true)
            case .withoutBodies(let help): throw FileError.withoutBodies(format, file: file, help: help)
            case nil: continue
            }
        }
        return nil
    }

    private init(format: any JSONFormat, isTogether: Bool) {
        self.format = format
        self.isTogether = isTogether
    }

    /// The plan for a file whose first record is `value`.
    ///
    /// - Throws: Where no format recognises it.
    init(for value: JSONValue, at position: JSONSample.Position, file: String) throws {
        let isArray = value.isArray && position == .whole
        let sample = isArray ? JSONSample(value: value.firstElement, position: .element) : JSONSample(value: value, position: position)
        if let plan = try Self.recognise(sample, file: file) {
            self = plan
            return
        }
        let keys = sample.value.keys.prefix(12).map { "“\(String($0.prefix(40)))”" }
        let isEmpty = sample.value.isObject
        let found =
            keys.isEmpty
            ? "the JSON holds \(isEmpty ? "an empty object" : "no object")" : "the JSON has the keys \(keys.joined(separator: ", "))"
        throw FileError.unknownFormat(file: file, found: found, tried: Self.formats)
    }
}
