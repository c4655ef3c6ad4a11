import Diagnostics
import SystemCalls

/// Finds and reads the files of packs.
public enum PackFiles {
    /// The files at some paths: a file as it is, of a folder all `*.json` in the order of their names, but none in its folders.
    ///
    /// - Throws: `DiagnosticsError` with all that cannot be read.
    public static func read(_ paths: [String]) throws(DiagnosticsError) -> [SourceText] {
        var sources: [SourceText] = []
        var diagnostics: [Diagnostic] = []
        for path in paths {
            do throws(SystemCallError) {
                for file in try files(at: path) { sources.append(SourceText(file: file, bytes: try NamedFile.contents(of: file))) }
            } catch {
                diagnostics.append(Diagnostic(code: "unreadable-file", "\(error)", help: "check the path and its permissions"))
            }
        }
        guard diagnostics.isEmpty else { throw DiagnosticsError(diagnostics) }
        return sources
    }

    /// The documents, and before them the packs of a folder that they build on and that are not among them.
    ///
    /// So a pack of one's own can be named alone, though it extends one that ships.
    static func completed(_ documents: [PackDocument], from folder: String?) -> [PackDocument] {
        var present = Set(documents.map(\.name))
        var wanted = documents.flatMap { $0.extends.map(\.name) }.filter { !present.contains($0) }
        guard !wanted.isEmpty, let folder, let library = try? read([folder]).map({ PackDocument($0) }) else { return documents }
        var added: [PackDocument] = []
        while let name = wanted.popLast() {
            guard present.insert(name).inserted, let document = library.first(where: { $0.name == name }) else { continue }
            added.append(document)
            wanted += document.extends.map(\.name)
        }
        return added + documents
    }

    /// How the packs' files at some paths are now; a path that cannot be looked at has a stamp of its own.
    public static func stamps(_ paths: [String]) -> [FileStamp] {
        paths.flatMap { path in ((try? files(at: path)) ?? [path]).map { NamedFile.stamp($0) } }
    }

    private static func files(at path: String) throws(SystemCallError) -> [String] {
        let fileSystem = LinuxFileSystem()
        guard try fileSystem.status(path: path).kind == .folder else { return [path] }
        let names = try fileSystem.entries(of: fileSystem.openFolder(path: path)).map(\.name)
        let folder = path.hasSuffix("/") ? path : path + "/"
        return names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.map { folder + $0.text }
    }
}

extension RuleSet {
    /// Loads the packs at some paths, and those that ship as far as these build on them; see `PackFiles.read` and
    /// `load(_:today:for:kinds:)`.
    public static func load(paths: [String], today: String? = nil, for purpose: LoadingPurpose = .everything) -> LoadedRules {
        do {
            let documents = try PackFiles.read(paths).map { PackDocument($0) }
            return load(PackFiles.completed(documents, from: ShippedPacks.folder()), today: today, for: purpose)
        } catch {
            return LoadedRules(ruleSet: nil, diagnostics: error.diagnostics)
        }
    }
}
