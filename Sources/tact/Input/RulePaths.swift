import Glibc
import SystemCalls

/// The packs that are in force when none are named.
enum RulePaths {
    /// The packs that `TACT_RULES` names, separated by colons; else those that came with this program, then those of `/etc/tact/rules.d`.
    static var inForce: [String] {
        if let named = Terminal.variable("TACT_RULES"), !named.isEmpty { return named.split(separator: ":").map { String($0) } }
        return ([shipped] + [local]).compactMap { $0 }.filter(isFolder)
    }

    private static let local = "/etc/tact/rules.d"

    /// `share/tact/rules` beside the `bin` of this program, or `rules` of the checkout that it was built in.
    private static var shipped: String? {
        guard let program = Self.program else { return nil }
        var folder = parent(of: program)
        let installed = parent(of: folder) + "/share/tact/rules"
        if isFolder(installed) { return installed }
        while !folder.isEmpty {
            if isFile(folder + "/Package.swift"), isFolder(folder + "/rules") { return folder + "/rules" }
            folder = parent(of: folder)
        }
        return nil
    }

    private static var program: String? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    private static func isFolder(_ path: String) -> Bool { kind(path) == .folder }
    private static func isFile(_ path: String) -> Bool { kind(path) == .regular }
    private static func kind(_ path: String) -> FileKind? { try? LinuxFileSystem().status(path: path).kind }
}
