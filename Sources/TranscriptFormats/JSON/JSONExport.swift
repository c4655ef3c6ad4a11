import Diagnostics
import Transcripts

/// Reads an export that is JSON: it frames the records, finds the format by the first of them, and lets the format read each.
struct JSONExport: ExportBody {
    private var framer: JSONFramer
    private let document: JSONDocument
    private let context: RecordContext
    private let file: String
    private let plans: JSONPlans
    private var plan: JSONPlan?
    /// What was wrong before the format was known: thrown if it never is.
    private var pending: [Diagnostic] = []
    /// The records of a format that reads them together.
    private(set) var gathered: GatheredRecords?
    /// Whether other files may follow that belong to the same conversations.
    private let hasSiblings: Bool

    /// How many diagnostics are kept while the format is unknown.
    private static let pendingLimit = 100

    /// - Parameter hasSiblings: Whether to leave `gathered` to the caller at the end, where the format's conversations span files.
    init(_ input: Input, context: RecordContext, hasSiblings: Bool = false) throws {
        file = input.file
        self.context = context
        self.hasSiblings = hasSiblings
        plans = JSONPlans(context.settings)
        do { document = try JSONDocument(depthLimit: context.limits.depth) } catch { throw FileError.outOfMemory(file) }
        framer = JSONFramer(input, limit: context.limits.recordBytes, listKeys: plans.listKeys)
    }

    var format: String? { plan?.format.name }
    private(set) var layout: String?

    mutating func next() throws -> [ExportItem]? {
        switch try framer.next() {
        case .record(let frame):
            let items = try items(of: frame)
            if plan != nil { layout = layout ?? framer.layout(of: frame) }
            framer.consume(frame)
            return items
        case .candidate(let frame):
            let plan = try listPlan(of: frame)
            framer.answer(answer(to: frame, plan: plan))
            return []
        case .broken(let diagnostic):
            return reject(diagnostic)
        case .end:
            return try end()
        }
    }

    /// How to read a list: as a whole where its elements make sense only together; but one by one where those of other files come to them.
    private func answer(to frame: JSONFrame, plan: JSONPlan?) -> JSONListAnswer {
        guard let plan else { return frame.position == .element ? .stream : .whole }
        let goesOn = hasSiblings && plan.format.spansFiles && frame.position == .element
        return plan.isTogether && !goesOn ? .whole : .stream
    }

    /// What the first element of a list says about how to read the list; nil where it says nothing, or cannot be read.
    private mutating func listPlan(of frame: JSONFrame) throws -> JSONPlan? {
        guard plan == nil else { return plan }
        let found = framer.withBytes(of: frame) { bytes -> Result<JSONPlan?, any Error> in
            guard let value = try? document.parse(bytes) else { return .success(nil) }
            return Result { try plans.recognise(JSONSample(value: value, position: frame.position), file: file) }
        }
        let plan = try found.get()
        if case .listElement = frame.position, plan?.isTogether == true { return nil }
        self.plan = plan
        return plan
    }

    // MARK: Records

    private mutating func items(of frame: JSONFrame) throws -> [ExportItem] {
        guard !frame.isTooLarge else {
            return reject(FileError.recordTooLarge(limit: context.limits.recordBytes, at: frame.place))
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
            guard error != .outOfMemory else { throw FileError.outOfMemory(file) }
            return .wrong(fault(in: bytes, frame: frame))
        }
        if value.isArray, !value.firstElement.exists, frame.position == .whole { return .transcripts([]) }
        let plan = try self.plan ?? plans.plan(for: value, at: frame.position, file: file)
        self.plan = plan
        if plan.isTogether, !value.isArray {
            var records = gathered ?? GatheredRecords(of: plan.format)
            gathered = nil
            defer { gathered = records }
            try records.add(bytes, origin: frame.origin, limit: context.limits.recordBytes)
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
            do throws(RecordError) {
                transcripts += try plan.format.transcripts(of: element, in: context.numbered(index + 1))
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
            guard error != .outOfMemory, let repaired = Self.repaired(bytes, after: error) else { throw error }
            let result = repaired.withUnsafeBufferPointer { bytes in
                Result { () throws(JSONDocument.Failure) in try document.parse(bytes) }
            }
            return try result.get()
        }
    }

    /// The bytes without what some exports get wrong: halves of surrogate pairs, and Windows-1252 in the place of UTF-8.
    private static func repaired(_ bytes: UnsafeBufferPointer<UInt8>, after failure: JSONDocument.Failure) -> [UInt8]? {
        if failure == .badString, let repaired = LoneSurrogates.repaired(bytes) { return repaired }
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        let text = Array(TextDecoding.text(bytes).utf8)
        return text.withUnsafeBufferPointer { LoneSurrogates.repaired($0) } ?? text
    }

    private func context(of frame: JSONFrame) -> RecordContext { frame.isOnly ? context : context.numbered(frame.number) }

    // MARK: What is wrong

    private func fault(in bytes: UnsafeBufferPointer<UInt8>, frame: JSONFrame) -> Diagnostic {
        guard let fault = JSONFault.first(in: bytes, depthLimit: context.limits.depth) else {
            // Both read strict JSON; where they should still disagree, the record is not trusted.
            return Diagnostic(
                code: "bad-json", "the JSON cannot be read", at: frame.place, help: "correct it by hand, or what wrote the file")
        }
        let place = frame.origin.place(of: fault.bytes, in: bytes, pointer: frame.origin.pointer.isEmpty ? nil : frame.origin.pointer)
        let isCut = fault.kind == .truncated
        let code = isCut && !frame.isLast ? JSONFault.Kind.badJSON : fault.kind
        return Diagnostic(
            code: code.rawValue, fault.message, at: place,
            help: isCut && !frame.isLast ? "each line must be whole: correct it by hand, or what wrote it" : fault.help)
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

    private mutating func end() throws -> [ExportItem]? {
        guard plan != nil else {
            guard pending.isEmpty else { throw DiagnosticsError(pending) }
            return nil
        }
        guard let records = gathered, !(hasSiblings && records.format.spansFiles) else { return nil }
        gathered = nil
        do { return try records.items(in: context, parse: parse) } catch { throw FileError.outOfMemory(file) }
    }
}
