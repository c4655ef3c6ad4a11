import Diagnostics
import Transcripts

/// Reads an export that is JSON: it frames the records, finds the format by the first of them, and lets the format read each.
struct JSONExport: ExportBody {
    private var framer: JSONFramer
    private let document: JSONDocument
    private let limits: ReadLimits
    private let settings: FormatSettings
    private let file: String
    private var plan: JSONPlan?
    /// What was wrong before the format was known: thrown if it never is.
    private var pending: [Diagnostic] = []
    /// The records of a format that reads them together, as the inside of an array.
    private var gathered: [UInt8] = []
    /// Where each of them stands in the file.
    private var gatheredOrigins: [RecordOrigin] = []

    /// How many diagnostics are kept while the format is unknown.
    private static let pendingLimit = 100

    init(_ input: Input, limits: ReadLimits, settings: FormatSettings) throws {
        file = input.file
        self.limits = limits
        self.settings = settings
        do { document = try JSONDocument(depthLimit: limits.depth) } catch { throw Self.outOfMemory(file) }
        framer = JSONFramer(input, limit: limits.recordBytes, listKeys: Set(JSONPlan.formats.flatMap { $0.lists }))
    }

    var format: String? { plan?.format.name }

    mutating func next() throws -> [ExportItem]? {
        switch try framer.next() {
        case .record(let frame):
            let items = try items(of: frame)
            framer.consume(frame)
            return items
        case .candidate(let frame):
            let plan = try listPlan(of: frame)
            framer.answer(plan.map { $0.isTogether ? .whole : .stream } ?? (frame.position == .element ? .stream : .whole))
            return []
        case .broken(let diagnostic):
            return reject(diagnostic)
        case .end:
            return try end()
        }
    }

    /// What the first element of a list says about how to read the list; nil where it says nothing, or cannot be read.
    private mutating func listPlan(of frame: JSONFrame) throws -> JSONPlan? {
        guard plan == nil else { return plan }
        let found = framer.withBytes(of: frame) { bytes -> Result<JSONPlan?, any Error> in
            guard let value = try? document.parse(bytes) else { return .success(nil) }
            return Result { try JSONPlan.recognise(JSONSample(value: value, position: frame.position), file: file) }
        }
        let plan = try found.get()
        if case .listElement = frame.position, plan?.isTogether == true { return nil }
        self.plan = plan
        return plan
    }

    // MARK: Records

    private mutating func items(of frame: JSONFrame) throws -> [ExportItem] {
        guard !frame.isTooLarge else {
            return reject(FileError.recordTooLarge(limit: limits.recordBytes, at: frame.place))
        }
        let outcome = framer.withBytes(of: frame) { bytes in Result { try read(bytes, frame: frame) } }
        switch try outcome.get() {
        case .transcripts(let transcripts): return flush() + transcripts.map(ExportItem.transcript)
        case .gathered: return flush()
        case .wrong(let diagnostic): return reject(diagnostic)
        }
    }

    private enum Outcome {
        case transcripts([Transcript])
        case gathered
        case wrong(Diagnostic)
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, frame: JSONFrame) throws -> Outcome {
        let value: JSONValue
        do throws(JSONDocument.Failure) { value = try parse(bytes) } catch {
            guard error != .outOfMemory else { throw Self.outOfMemory(file) }
            return .wrong(fault(in: bytes, frame: frame))
        }
        if value.isArray, !value.firstElement.exists, frame.position == .whole { return .transcripts([]) }
        let plan = try self.plan ?? JSONPlan(for: value, at: frame.position, file: file)
        self.plan = plan
        if plan.isTogether, !value.isArray {
            try gather(bytes, origin: frame.origin)
            return .gathered
        }
        do throws(RecordError) {
            return .transcripts(try transcripts(of: value, plan: plan, context: context(of: frame)))
        } catch {
            return .wrong(frame.origin.diagnostic(error, in: bytes))
        }
    }

    private func transcripts(of value: JSONValue, plan: JSONPlan, context: RecordContext) throws(RecordError) -> [Transcript] {
        guard value.isArray, !plan.isTogether else { return try plan.format.transcripts(of: value, in: context) }
        var transcripts: [Transcript] = []
        for (index, element) in value.elements.enumerated() {
            var elementContext = context
            elementContext.fallbackID += "-\(index + 1)"
            do throws(RecordError) {
                transcripts += try plan.format.transcripts(of: element, in: elementContext)
            } catch {
                var error = error
                error.pointer = "/\(index)\(error.pointer)"
                throw error
            }
        }
        return transcripts
    }

    private func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONDocument.Failure) -> JSONValue {
        do throws(JSONDocument.Failure) {
            return try document.parse(bytes)
        } catch {
            guard error == .badString, let repaired = LoneSurrogates.repaired(bytes) else { throw error }
            let result = repaired.withUnsafeBufferPointer { bytes in
                Result { () throws(JSONDocument.Failure) in try document.parse(bytes) }
            }
            return try result.get()
        }
    }

    private func context(of frame: JSONFrame) -> RecordContext {
        let stem = RecordContext.stem(of: file)
        return RecordContext(
            fallbackID: frame.isOnly ? stem : "\(stem)-\(frame.number)", settings: settings, limits: limits)
    }

    // MARK: What is wrong

    private func fault(in bytes: UnsafeBufferPointer<UInt8>, frame: JSONFrame) -> Diagnostic {
        guard let fault = JSONFault.first(in: bytes, depthLimit: limits.depth) else {
            // Both read strict JSON; where they should still disagree, the record is not trusted.
            return Diagnostic(code: "bad-json", "the JSON cannot be read", at: frame.place, help: "look at what wrote the file")
        }
        let place = frame.origin.place(of: fault.bytes, in: bytes, pointer: frame.origin.pointer.isEmpty ? nil : frame.origin.pointer)
        let isCut = fault.kind == .truncated
        let code = isCut && !frame.isLast ? JSONFault.Kind.badJSON : fault.kind
        return Diagnostic(
            code: code.rawValue, fault.message, at: place, help: isCut && !frame.isLast ? "look at what wrote the line" : fault.help)
    }

    private static func outOfMemory(_ file: String) -> DiagnosticsError {
        DiagnosticsError(
            Diagnostic(
                code: "out-of-memory", "no memory to read a record", at: Place(file: file), help: "lower the limit on the size of a record")
        )
    }

    private mutating func reject(_ diagnostic: Diagnostic) -> [ExportItem] {
        guard plan == nil else { return [.rejected(diagnostic)] }
        if pending.count < Self.pendingLimit { pending.append(diagnostic) }
        return []
    }

    private mutating func flush() -> [ExportItem] {
        defer { pending = [] }
        return pending.map(ExportItem.rejected)
    }

    // MARK: Records that are read together

    private mutating func gather(_ bytes: UnsafeBufferPointer<UInt8>, origin: RecordOrigin) throws {
        gatheredOrigins.append(origin)
        gathered.append(gathered.isEmpty ? UInt8(ascii: "[") : UInt8(ascii: ","))
        gathered += bytes
        guard gathered.count <= limits.recordBytes else {
            throw DiagnosticsError(FileError.recordTooLarge(limit: limits.recordBytes, at: Place(file: file)))
        }
    }

    private mutating func end() throws -> [ExportItem]? {
        guard plan != nil else {
            guard pending.isEmpty else { throw DiagnosticsError(pending) }
            return nil
        }
        guard !gathered.isEmpty, let plan else { return nil }
        let text = gathered + [UInt8(ascii: "]")]
        gathered = []
        let context = RecordContext(fallbackID: RecordContext.stem(of: file), settings: settings, limits: limits)
        return try text.withUnsafeBufferPointer { bytes in
            let value: JSONValue
            do { value = try parse(bytes) } catch { throw Self.outOfMemory(file) }
            do throws(RecordError) {
                return try plan.format.transcripts(of: value, in: context).map(ExportItem.transcript)
            } catch {
                return [.rejected(diagnostic(ofGathered: error))]
            }
        }
    }

    /// An error in the array of what was gathered, with the place of the record that it is in.
    private func diagnostic(ofGathered error: RecordError) -> Diagnostic {
        var place = Place(file: file, line: 1)
        let parts = error.pointer.split(separator: "/", maxSplits: 1)
        if let index = parts.first.flatMap({ Int($0) }), gatheredOrigins.indices.contains(index) {
            let origin = gatheredOrigins[index]
            place.line = origin.line
            place.column = origin.column + 1
            place.bytes = origin.offset..<origin.offset
            place.pointer = parts.count > 1 ? "/\(parts[1])" : ""
        }
        return Diagnostic(code: error.code, error.message, at: place, help: error.help)
    }
}
