import Transcripts

/// An export format that is JSON: one value, an array, an object around an array, or one value a line.
///
/// How a file is laid out and streamed is not the format's concern; it recognises the first value and reads one record at a time.
protocol JSONFormat: TranscriptFormat {
    /// Keys of arrays in an outer object whose elements are records, such as `conversations` in `{"conversations":[…]}`.
    var lists: [String] { get }

    /// Whether conversations may go on in other files of the same folder, as the days of a channel do; only for records that are read
    /// together.
    var spansFiles: Bool { get }

    /// Whether a value is of the format; nil where it is not.
    func recognise(_ sample: JSONSample) -> JSONRecognition?

    /// The transcripts of one record.
    ///
    /// - Parameter record: A value that was recognised, or one that follows it; where the format asked for `together`, the array of all.
    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript]
}

extension JSONFormat {
    var lists: [String] { [] }
    var spansFiles: Bool { false }
}

extension JSONValue {
    /// The elements of the first of some lists that an object has, each with its JSON pointer; the value itself where it has none.
    func records(under keys: StaticString...) -> [(value: JSONValue, pointer: String)] {
        for key in keys where self[key].isArray {
            return self[key].elements.enumerated().map { ($1, "/\(key)/\($0)") }
        }
        return [(self, "")]
    }

    /// Throws where the value is no object.
    ///
    /// - Parameter expected: What it should be, such as “a conversation”.
    func checkObject(_ expected: StaticString, at pointer: @autoclosure () -> String = "") throws(RecordError) {
        guard !isObject else { return }
        throw RecordError(
            "wrong-type", "this must be \(expected), not \(typeName)", at: pointer(), help: "hand the export over as the helpdesk wrote it")
    }
}

/// The first value of a file, for formats to look at.
struct JSONSample {
    enum Position: Equatable {
        /// A whole JSON text: the file, or a line of it.
        case whole
        /// The first element of the array that the file is.
        case element
        /// The first element of an array under this key of the object that the file is.
        case listElement(String)
    }

    var value: JSONValue
    var position: Position
}

/// What a format makes of a file.
enum JSONRecognition: Equatable {
    /// Each record holds whole transcripts.
    case each
    /// The records make sense only together: messages, or events of tickets.
    case together
    /// It is an export of the helpdesk, but nobody's words are in it.
    ///
    /// - Parameter help: What to export instead.
    case withoutBodies(help: String)
}
