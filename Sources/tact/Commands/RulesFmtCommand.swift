import ArgumentParser
import Diagnostics
import RuleAuthoring
import Rules
import SystemCalls

/// `tact rules fmt`
struct RulesFmtCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Lay packs out as all packs are.",
        discussion: """
            Keys come in the order of the reference, what is short stands on one line, and long lists fill the width; lists, rules and \
            phrases keep their order, and no meaning changes. Files that change are named. Where one of them is no JSON, none is written, \
            and the exit code is 2.
            """)

    @Argument(
        help: ArgumentHelp("Packs, and folders of packs; “-” reads a pack from standard input and prints it.", valueName: "path"),
        completion: .file(extensions: ["json"]))
    var paths: [String]

    @Flag(help: "Write nothing; name the files that would change, and exit with 1 if there are any.")
    var check = false

    func run() throws {
        let changes = try Self.changes(of: try paths.flatMap { try Self.read($0) })
        for change in changes where !check && !change.isStandardInput {
            try NamedFile.replace(change.source.file, with: Array(change.text.utf8))
        }
        for change in changes {
            let isShown = change.isStandardInput && !check
            try StandardStreams.write(Array((isShown ? change.text : TerminalText.escaped(change.source.file) + "\n").utf8))
        }
        if check, !changes.isEmpty { throw ExitCode(1) }
    }

    /// A pack that is not as it should be; one from standard input is always printed.
    private struct Change {
        let source: SourceText
        let text: String
        let isStandardInput: Bool
    }

    private static let standardInput = "-"

    private static func read(_ path: String) throws -> [SourceText] {
        guard path == standardInput else { return try PackFiles.read([path]) }
        return [SourceText(file: standardInput, bytes: try NamedFile.contents(of: "/dev/stdin"))]
    }

    private static func changes(of sources: [SourceText]) throws -> [Change] {
        var changes: [Change] = []
        var diagnostics: [Diagnostic] = []
        for source in sources {
            do throws(DiagnosticsError) {
                let text = try PackLayout().text(of: source)
                let isStandardInput = source.file == standardInput
                if text.utf8.elementsEqual(source.bytes), !isStandardInput { continue }
                changes.append(Change(source: source, text: text, isStandardInput: isStandardInput))
            } catch {
                diagnostics += error.diagnostics
            }
        }
        guard diagnostics.isEmpty else { throw DiagnosticsError(diagnostics) }
        return changes
    }
}
