import Diagnostics

/// A record at the front of the input, or a first look at one.
struct JSONFrame {
    /// Bytes of the window.
    var range: Range<Int>
    var position: JSONSample.Position
    var origin: RecordOrigin
    /// From 1.
    var number: Int
    /// Whether the file holds no other record.
    var isOnly: Bool
    /// Whether nothing follows it in the file.
    var isLast = false
    /// Whether its bytes were over the limit, and were skipped.
    var isTooLarge = false

    /// The place of the record as a whole.
    var place: Place {
        Place(file: origin.file, line: origin.line, column: origin.column + 1, bytes: origin.offset..<origin.offset)
    }
}

/// What comes next in a file.
enum JSONEvent {
    case record(JSONFrame)
    /// The first element of a list: `answer` says whether the list is to be streamed.
    case candidate(JSONFrame)
    /// The layout is broken; nothing comes behind.
    case broken(Diagnostic)
    case end
}

/// How to go on after a candidate.
enum JSONListAnswer { case stream, whole }
