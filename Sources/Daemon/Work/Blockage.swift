import SystemCalls

/// What a commit waits for: it passes without a new start.
enum Blockage {
    case space
    /// A file that was moved in another's place cannot be put back.
    case mistakenFile

    init(_ cause: SystemCallError) { self = cause.isOutOfSpace ? .space : .mistakenFile }

    /// For the status line.
    var status: String {
        switch self {
        case .space: "waiting for space on the disk"
        case .mistakenFile: "a file cannot be put back into incoming"
        }
    }

    /// What is done meanwhile.
    var activity: String {
        switch self {
        case .space: "waiting for space"
        case .mistakenFile: "putting a file back into incoming"
        }
    }

    /// What is to be said when it has passed.
    var end: String {
        switch self {
        case .space: "there is space again"
        case .mistakenFile: "the file is back in incoming"
        }
    }
}
