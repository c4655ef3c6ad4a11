/// Looks over a mail before GMime does, which keeps every header, recurses for every multipart, and compares every line that could end one
/// with all that are open.
struct EmailShape {
    /// Multiparts and mails in a mail, whether nested or not.
    static let containerLimit = 250
    /// Lines that begin with `--`, where there is any multipart.
    static let boundaryLimit = 20_000
    /// Header fields, those of parts included.
    static let fieldLimit = 20_000
    /// Bytes of one header field.
    static let fieldBytes = 256 << 10
    /// Colons in a header field of addresses: each may open a group, and GMime recurses for every group in a group.
    static let groupLimit = 100

    private(set) var hasHeader = false
    private var fields = 0
    private var containers = 0
    private var boundaries = 0
    /// Whether lines are of a header now, whether it tells of a mail in it, how long its last field is, and whether that names the type.
    private var isInHeader = true
    private var hasMail = false
    private var fieldLength = 0
    private var isType = false
    /// How many colons the last field has, where it is one of addresses.
    private var groups = 0
    private var isAddress = false
    /// Whether parts are mails without saying so.
    private var isDigest = false

    /// - Throws: Where the mail is over a limit.
    init(_ mail: [UInt8]) throws(RecordError) {
        let found = mail.withUnsafeBufferPointer { bytes -> RecordError? in
            var index = 0
            while index < bytes.count {
                let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
                read(bytes[index..<(end > index && bytes[end - 1] == 0x0D ? end - 1 : end)])
                if isOver { return problem }
                index = end + 1
            }
            return nil
        }
        if let found { throw found }
    }

    private mutating func read(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
        if line.starts(with: "--".utf8) {
            boundaries += 1
            // Without a multipart it is a line of text like any other.
            guard containers > 0 else { return }
            beginHeader()
            hasMail = isDigest
        } else if isInHeader {
            if line.isEmpty {
                // Behind the header of a part that is a mail comes that mail's.
                let goesOn = hasMail
                beginHeader()
                isInHeader = goesOn
            } else {
                readHeader(line)
            }
        }
    }

    private mutating func beginHeader() {
        isInHeader = true
        hasMail = false
        fieldLength = 0
        isType = false
        isAddress = false
        groups = 0
    }

    private static let addressFields: [StaticString] = ["from", "sender", "reply-to", "to", "cc", "bcc", "resent-"]

    private mutating func readHeader(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
        hasHeader = true
        if line.first == 0x20 || line.first == 0x09 {
            fieldLength += line.count
        } else {
            fields += 1
            fieldLength = line.count
            isType = Self.contains(line.prefix(12), "content-type")
            isAddress = Self.addressFields.contains { Self.contains(line.prefix($0.utf8CodeUnitCount), $0) }
            groups = 0
        }
        if isAddress { groups += line.count { $0 == UInt8(ascii: ":") } }
        guard isType else { return }
        if Self.contains(line, "multipart") { containers += 1 }
        if Self.contains(line, "digest") { isDigest = true }
        if Self.contains(line, "message") {
            containers += 1
            hasMail = true
        }
    }

    private var isOver: Bool {
        containers > Self.containerLimit || fields > Self.fieldLimit || fieldLength > Self.fieldBytes || groups > Self.groupLimit
            || boundaries > Self.boundaryLimit && containers > 0
    }

    private var problem: RecordError? {
        let counts = [
            (containers, Self.containerLimit, "multiparts"), (fields, Self.fieldLimit, "headers"),
            (containers > 0 ? boundaries : 0, Self.boundaryLimit, "parts"), (fieldLength, Self.fieldBytes, "bytes in a header"),
            (groups, Self.groupLimit, "groups of addresses"),
        ]
        guard let (_, limit, what) = counts.first(where: { $0.0 > $0.1 }) else { return nil }
        return RecordError("odd-mail", "a mail with more than \(limit) \(what)", help: "no mail program writes this; remove the mail")
    }

    /// - Parameter word: In small letters.
    private static func contains(_ line: Slice<UnsafeBufferPointer<UInt8>>, _ word: StaticString) -> Bool {
        let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard line.count >= word.count else { return false }
        return (line.startIndex...line.endIndex - word.count).contains { start in
            zip(line[start...], word).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
        }
    }

    // MARK: Recognising

    /// Whether a text begins with the header of a mail: nothing but fields, among them those that say from whom it is.
    static func isMail(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
        var names: Set<String> = []
        var index = 0
        while index < head.count {
            let end = head[index...].firstIndex(of: 0x0A) ?? head.count
            let line = head[index..<end]
            if line.isEmpty || line.first == 0x0D { break }
            if let name = fieldName(line) {
                names.insert(String(decoding: name, as: UTF8.self).lowercased())
            } else if line.first != 0x20 && line.first != 0x09 || index == 0 {
                // What is cut off at the end of the file may be anything.
                guard end == head.count, index > 0 else { return false }
            }
            index = end + 1
        }
        let origins = names.intersection(["from", "received", "return-path", "message-id", "sender"])
        return !origins.isEmpty && names.intersection(known).count >= 3
    }

    private static let known: Set<String> = [
        "from", "to", "cc", "bcc", "subject", "date", "message-id", "received", "mime-version", "content-type", "return-path",
        "delivered-to",
        "in-reply-to", "references", "reply-to", "sender", "content-transfer-encoding", "dkim-signature", "x-mailer", "user-agent",
    ]

    /// The name of the header field that some bytes begin with; nil where there is none.
    static func fieldName(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>>? {
        let name = bytes.prefix(80).prefix { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: ":") }
        guard !name.isEmpty, name.endIndex < bytes.endIndex, bytes[name.endIndex] == UInt8(ascii: ":") else { return nil }
        return name
    }
}
