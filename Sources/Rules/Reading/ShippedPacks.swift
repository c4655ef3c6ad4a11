import SystemCalls

/// Where the packs are that came with this program.
public enum ShippedPacks {
    /// `share/tact/rules` beside the `bin` of a program, or `rules` of the checkout that it was built in; nil where there is neither.
    ///
    /// - Parameter program: The path of the program's file; without one, of the program that runs.
    public static func folder(of program: String? = ProcessEnvironment.programPath) -> String? {
        guard let program else { return nil }
        var folder = parent(of: program)
        let installed = parent(of: folder) + "/share/tact/rules"
        if isThere(installed, .folder) { return installed }
        while !folder.isEmpty {
            if isThere(folder + "/Package.swift", .regular), isThere(folder + "/rules", .folder) { return folder + "/rules" }
            folder = parent(of: folder)
        }
        return nil
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    private static func isThere(_ path: String, _ kind: FileKind) -> Bool {
        (try? LinuxFileSystem().status(path: path))?.kind == kind
    }
}
