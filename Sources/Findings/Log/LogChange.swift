import SystemCalls

/// What happened to the log that whoever runs it should know.
public enum LogChange: Sendable, Hashable {
    /// The file was renamed by somebody else, such as logrotate; records go on in a new one.
    case rotated
    /// The file had reached its largest size and has this name now.
    case rotatedBySize(FileName)
    /// The file is shorter than what was written to it. What is left has this name now.
    case truncated(expected: Int64, found: Int64, setAside: FileName)
    /// Something else wrote to the file, which has this name now.
    case written(expected: Int64, found: Int64, setAside: FileName)
    /// The file ended in the middle of a line that is not in the journal; it has this name now.
    case unterminated(setAside: FileName)
    /// The file was removed.
    case removed
    /// Records were committed for a file that is gone, and stand in the present one, marked as `replayed`.
    case replayed(records: Int)
    /// The path of the log leads to another folder than before, and records go on there.
    case folderReplaced
    /// The path of the log leads to no folder that can be written, and why; records go on in the folder that was open.
    case folderLost(String)
    /// Neither of the journal's entries can be read.
    case journalDamaged
}

extension LogChange {
    /// Whether it is as it should be, and nobody has to look.
    public var isRoutine: Bool {
        switch self {
        case .rotated, .rotatedBySize: true
        case .truncated, .written, .unterminated, .removed, .replayed, .folderReplaced, .folderLost, .journalDamaged: false
        }
    }
}

extension LogChange: CustomStringConvertible {
    public var description: String {
        switch self {
        case .rotated:
            "the findings log was renamed: going on in a new file"
        case .rotatedBySize(let name):
            "the findings log has reached its largest size and is now “\(name)”: going on in a new file"
        case .truncated(let expected, let found, let name):
            """
            the findings log was cut from \(expected) to \(found) bytes: what is left is now “\(name)”, going on in a new file. \
            Records may be lost: rotate by renaming (logrotate: “create” and “delaycompress”, never “copytruncate”)
            """
        case .written(let expected, let found, let name):
            """
            the findings log has \(found) bytes where \(expected) were written: it is now “\(name)”, going on in a new file. \
            Nothing else may write to it
            """
        case .unterminated(let name):
            "the findings log ended in the middle of a line: it is now “\(name)”, going on in a new file"
        case .removed:
            "the findings log was removed, and its records with it: going on in a new file"
        case .replayed(let records):
            "\(records) records were committed for a file that is gone: they are in the present one, marked as replayed"
        case .folderReplaced:
            "the folder of the findings log is another one than before: going on in it; what was written before is in the old one"
        case .folderLost(let reason):
            "\(reason): going on in the folder that was open, wherever it is now"
        case .journalDamaged:
            "the journal could not be read: going on from the log's last record; files that were being moved may be linted again"
        }
    }
}
