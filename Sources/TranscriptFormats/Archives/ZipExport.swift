import Diagnostics

/// Reads the exports that a zip archive holds, one after the other, with the names and roles that files such as `users.json` give.
struct ZipExport: ExportBody {
    private let archive: ArchiveReader
    private let opening: ExportOpening
    /// The entries that say who people are.
    private let sideFiles: Set<String>
    /// The entry that is read; nil between two of them.
    private var entry: String?
    private var body: (any ExportBody)?
    /// What the files of a folder left over, for conversations that go on in the next.
    private var gathered: GatheredRecords?
    private var folder = ""
    private var isDone = false
    private var hasRead = false
    /// What cannot be read as an export, until there is one that can: if there is none, it is all there is to say.
    private var unknown: [Diagnostic] = []
    private(set) var format: String?
    private(set) var layout: String?

    /// How many reasons are kept for an archive that has no export in it.
    private static let unknownLimit = 20

    init(_ source: any ByteSource, opening: ExportOpening, budget: UnpackBudget) throws {
        var source = try source.size == nil ? Self.inMemory(source, opening) : source
        let side = try SideFiles(in: try ArchiveReader(source, file: opening.name, budget: budget), limits: opening.context.limits)
        sideFiles = side.names
        var opening = opening
        opening.context.people = side.people
        self.opening = opening
        source.seek(to: 0)
        archive = try ArchiveReader(source, file: opening.name, budget: budget)
    }

    mutating func next() throws -> [ExportItem]? {
        guard !isDone else { return nil }
        return try entry.map { try items(of: $0) } ?? nextEntry()
    }

    // MARK: Entries

    /// Goes to the next entry that may be an export.
    ///
    /// - Returns: What the entries before it leave; nil at the end.
    private mutating func nextEntry() throws -> [ExportItem]? {
        guard let next = try archive.next() else { return try end() }
        guard next.isFile else { return [] }
        let isAboutPeople = sideFiles.contains(next.name)
        guard Self.mayBeExport(next.name), !isAboutPeople else {
            drop(isAboutPeople ? .peopleFile : .unusedFile, next.name)
            return []
        }
        entry = next.name
        let folder = Self.folder(of: next.name)
        let left = folder == self.folder ? [] : try finishFolder()
        self.folder = folder
        return left
    }

    private mutating func items(of entry: String) throws -> [ExportItem] {
        var rejected: [ExportItem] = []
        do {
            if body == nil { body = try open(entry) }
            let items = try body?.next()
            format = body?.format ?? format
            layout = (body?.layout).map { "a zip archive: \($0)" } ?? layout
            hasRead = hasRead || items?.isEmpty == false
            if let items { return items }
        } catch let error as DiagnosticsError {
            rejected = try reject(error, entry)
        }
        return rejected + (try close(entry))
    }

    private func open(_ entry: String) throws -> any ExportBody {
        var context = opening.context
        context.folder = folder
        let stem = RecordContext.stem(of: entry)
        context.fallbackID = folder.isEmpty ? stem : "\(folder)/\(stem)"
        return try ExportOpening(name: "\(opening.name)/\(entry)", context: context).unpackedBody(
            of: ArchiveEntrySource(archive: archive), hasSiblings: true)
    }

    /// Ends an entry, and keeps of it what belongs to conversations that may go on in the next.
    ///
    /// - Returns: What is wrong where that is more than may be kept.
    private mutating func close(_ entry: String) throws -> [ExportItem] {
        let export = body as? JSONExport
        (self.entry, body) = (nil, nil)
        guard let records = export?.gathered, records.format.spansFiles else { return [] }
        hasRead = true
        var all = gathered ?? GatheredRecords(of: records.format)
        do {
            try all.add(records, limit: opening.context.limits.recordBytes)
            gathered = all
            return []
        } catch let error as DiagnosticsError {
            return try reject(error, entry)
        }
    }

    // MARK: What is left

    private mutating func finishFolder() throws -> [ExportItem] {
        defer { gathered = nil }
        guard let gathered else { return [] }
        var context = opening.context
        context.folder = folder
        do throws(JSONDocument.Failure) {
            let document = try JSONDocument(depthLimit: context.limits.depth)
            return try gathered.items(in: context) { bytes throws(JSONDocument.Failure) in try document.parse(bytes) }
        } catch {
            throw FileError.outOfMemory(opening.name)
        }
    }

    private mutating func end() throws -> [ExportItem]? {
        isDone = true
        let left = try finishFolder()
        hasRead = hasRead || !left.isEmpty
        let damage = archive.damage.map { [ExportItem.rejected($0)] } ?? []
        guard hasRead else {
            let reasons = unknown + (archive.damage.map { [$0] } ?? [])
            throw reasons.isEmpty ? Self.nothingIn(opening.name) : DiagnosticsError(reasons)
        }
        return left + damage
    }

    /// Takes down an entry that cannot be read; the others are read all the same.
    private mutating func reject(_ error: DiagnosticsError, _ entry: String) throws -> [ExportItem] {
        guard let first = error.diagnostics.first, first.code != "out-of-memory" else { throw error }
        // The archive's own damage is reported at its end.
        guard archive.damage == nil else { return [] }
        if first.code == "file-too-large", first.place?.file == opening.name { throw error }
        guard ["unknown-format", "no-message-bodies", "empty-file"].contains(first.code) else {
            hasRead = true
            return [.rejected(first)]
        }
        if unknown.count < Self.unknownLimit { unknown.append(first) }
        drop(.unusedFile, entry)
        return []
    }

    private func drop(_ reason: Drop.Reason, _ name: String) { opening.context.drops?.note(Drop(reason, place: name)) }

    // MARK: Names

    private static func folder(of entry: String) -> String {
        entry.lastIndex(of: "/").map { String(entry[..<$0]) } ?? ""
    }

    /// Whether an entry is not one of those that operating systems add.
    private static func mayBeExport(_ name: String) -> Bool {
        !name.split(separator: "/").contains { $0.first == "." && $0 != "." && $0 != ".." || $0 == "__MACOSX" }
    }

    private static func inMemory(_ source: any ByteSource, _ opening: ExportOpening) throws -> any ByteSource {
        let limit = opening.context.limits.wholeFileBytes
        var source = source
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
            guard count > 0 else { return MemorySource(bytes) }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                throw DiagnosticsError(
                    Diagnostic(
                        code: "file-too-large",
                        "a zip archive of more than \(limit) bytes comes through a pipe, where it cannot be looked up",
                        at: Place(file: opening.name), help: "name the file instead, or unpack it"))
            }
        }
    }

    private static func nothingIn(_ file: String) -> DiagnosticsError {
        DiagnosticsError(
            Diagnostic(
                code: "empty-file", "the archive holds no file that could be an export", at: Place(file: file),
                help: "pack the files that hold the conversations"))
    }
}
