/// Why one record of an export could not be read, by a format that does not know where in the file it stands.
struct RecordError: Error, Equatable {
    var code: String
    /// What is wrong, in a sentence without a full stop.
    var message: String
    /// The JSON pointer (RFC 6901) of the value inside the record.
    var pointer: String
    var help: String?

    init(_ code: String, _ message: String, at pointer: String = "", help: String? = nil) {
        self.code = code
        self.message = message
        self.pointer = pointer
        self.help = help
    }
}
