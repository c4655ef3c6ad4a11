/// How a file of JSON is read: by which format, and whether record by record.
struct JSONPlan {
    let format: any JSONFormat
    /// Whether the records make sense only together.
    let isTogether: Bool
}

/// The formats that a file of JSON may have.
struct JSONPlans {
    private let formats: [any JSONFormat]
    /// The keys of all lists whose elements may be records.
    let listKeys: Set<String>

    /// Of the formats that are known: the same for every file.
    private static let known = JSONPlans(FormatList.formats.compactMap { $0 as? any JSONFormat })

    private init(_ formats: [any JSONFormat]) {
        self.formats = formats
        listKeys = Set(formats.flatMap(\.lists))
    }

    /// - Parameter settings: They may bring a format of their own, which goes before the others.
    init(_ settings: FormatSettings) {
        self = settings.mapping.map { JSONPlans([MappedJSON($0)] + Self.known.formats) } ?? Self.known
    }

    /// What the first format that recognises a value makes of it; nil where none does.
    ///
    /// - Throws: Where it is recognised, and holds no message bodies.
    func recognise(_ sample: JSONSample, file: String) throws -> JSONPlan? {
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

    /// The plan for a file whose first record is `value`.
    ///
    /// - Throws: Where no format recognises it.
    func plan(for value: JSONValue, at position: JSONSample.Position, file: String) throws -> JSONPlan {
        let isArray = value.isArray && position == .whole
        let sample = isArray ? JSONSample(value: value.firstElement, position: .element) : JSONSample(value: value, position: position)
        if let plan = try recognise(sample, file: file) { return plan }
        let keys = sample.value.keys.prefix(12).map { "“\(String($0.prefix(40)))”" }
        let isEmpty = sample.value.isObject
        let found =
            keys.isEmpty
            ? "the JSON holds \(isEmpty ? "an empty object" : "no object")" : "the JSON has the keys \(keys.joined(separator: ", "))"
        throw FileError.unknownFormat(file: file, found: found, tried: formats)
    }
}
