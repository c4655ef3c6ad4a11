import Diagnostics

/// Reads an export that is compressed with gzip.
struct GzipExport: ExportBody {
    private let source: GzipSource
    private let opening: ExportOpening
    private var body: (any ExportBody)?
    private var isDone = false
    /// Whether the body itself said that it was cut off.
    private var saidTruncated = false

    init(_ source: any ByteSource, opening: ExportOpening, budget: UnpackBudget) throws {
        self.source = try GzipSource(source, file: opening.name, budget: budget)
        self.opening = opening
    }

    var format: String? { body?.format }
    var layout: String? { body?.layout.map { "compressed with gzip: \($0)" } }

    mutating func next() throws -> [ExportItem]? {
        guard !isDone else { return nil }
        do {
            if let items = try nextOfBody() {
                saidTruncated = saidTruncated || items.contains { $0.isTruncation }
                return items
            }
        } catch let error as DiagnosticsError {
            // What comes out of a damaged file is no wonder; the damage is the reason.
            throw source.damage.map { DiagnosticsError($0) } ?? error
        }
        isDone = true
        guard let damage = source.damage, !(saidTruncated && damage.code == "truncated") else { return nil }
        return [.rejected(damage)]
    }

    private mutating func nextOfBody() throws -> [ExportItem]? {
        if body == nil {
            body = try opening.unpackedBody(of: source)
        }
        return try body?.next()
    }
}

extension ExportItem {
    /// Whether the item says that a file ends in the middle.
    var isTruncation: Bool {
        if case .rejected(let diagnostic) = self { diagnostic.code == "truncated" } else { false }
    }
}
