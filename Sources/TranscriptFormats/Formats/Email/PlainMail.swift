import CGMime
import Diagnostics
import Transcripts

/// A mail as most programs write it in English: one part, and a header in which nothing is encoded; read without GMime.
///
/// It reads only what needs no judgement, and gives what GMime would; for all else there is GMime.
struct PlainMail {
    /// nil where the mail is not so plain, or over a limit.
    static func message(of mail: [UInt8], limits: ReadLimits) -> EmailMessage? {
        mail.withUnsafeBufferPointer { bytes in
            var reader = PlainMail(bytes)
            guard reader.readHeader(), bytes.count - reader.position <= limits.textBytes, reader.readBody() else { return nil }
            return reader.collector.message
        }
    }

    /// How many bytes a header may have, and how many colons one field: `EmailShape` allows more of both.
    private static let headerLimit = 64 << 10
    private static let colonLimit = 100

    typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private let collector = EmailCollector()
    /// A bit for each field.
    private var seen: UInt32 = 0
    private var type = PlainMailType()
    private var encoding = PlainMailEncoding.none

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    // MARK: Header

    /// Reads up to behind the blank line.
    private mutating func readHeader() -> Bool {
        while position < min(bytes.count, Self.headerLimit) {
            if bytes[position] == 0x0A || bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A {
                position += bytes[position] == 0x0A ? 1 : 2
                return has(.from) || seen != 0 && !has(.sender)
            }
            guard readField() else { return false }
        }
        return false
    }

    private func has(_ field: PlainMailField) -> Bool { seen & field.bit != 0 }

    /// Reads a field with the lines that it goes on in.
    private mutating func readField() -> Bool {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: ":") {
            guard 0x21...0x7E ~= bytes[position] else { return false }
            position += 1
        }
        let name = bytes[start..<position]
        guard !name.isEmpty, position < bytes.count else { return false }
        position += 1
        let from = position
        var isFolded = false
        var colons = 0
        while true {
            guard let end = bytes.index(ofBreakFrom: position), !bytes[position..<end].contains(0) else { return false }
            colons += bytes[position..<end].count { $0 == UInt8(ascii: ":") }
            position = end + 1
            guard position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 else { break }
            isFolded = true
        }
        guard colons < Self.colonLimit else { return false }
        guard let field = PlainMailField(name) else { return true }
        return take(field, bytes[from..<position], isFolded: isFolded)
    }

    private mutating func take(_ field: PlainMailField, _ value: Bytes, isFolded: Bool) -> Bool {
        let value = value.trimmedSpace
        guard !has(field), value.allSatisfy({ 0x20...0x7E ~= $0 || isFolded && field.isList && $0.isJSONSpace }) else { return false }
        seen |= field.bit
        switch field {
        case .from: return takePeople(value, isFrom: true)
        case .to: return takePeople(value, isFrom: false)
        case .date: return takeDate(value)
        case .messageID, .references, .repliesTo: return takeIDs(field, value)
        case .type: return type.read(value)
        case .encoding: return encoding.read(value)
        case .disposition: return value.isWord("inline")
        case .sender: return true
        case .subject: return takeText(TACT_MAIL_SUBJECT, value)
        case .autoSubmitted: return takeText(TACT_MAIL_AUTO_SUBMITTED, value)
        case .precedence: return takeText(TACT_MAIL_PRECEDENCE, value)
        case .autoReply: return takeText(TACT_MAIL_AUTO_REPLY, value)
        case .draft: return takeText(TACT_MAIL_DRAFT, value)
        case .labels: return takeText(TACT_MAIL_LABELS, value)
        }
    }

    /// Text that has no encoded words, nor anything that could be one.
    private func takeText(_ field: tact_mail_field, _ value: Bytes) -> Bool {
        guard !value.hasTwo(UInt8(ascii: "="), UInt8(ascii: "?")), !value.hasTwo(0x20, 0x20) else { return false }
        collector.field(field, String(decoding: value, as: UTF8.self))
        return true
    }

    private func takePeople(_ value: Bytes, isFrom: Bool) -> Bool {
        guard let people = PlainMailAddress.list(value), let first = people.first, people.count == 1 || !isFrom else { return false }
        guard isFrom else {
            collector.field(TACT_MAIL_TO_ADDRESS, String(decoding: first.address, as: UTF8.self))
            return true
        }
        if let name = first.name { collector.field(TACT_MAIL_FROM_NAME, String(decoding: name, as: UTF8.self)) }
        collector.field(TACT_MAIL_FROM_ADDRESS, String(decoding: first.address, as: UTF8.self))
        return true
    }

    private func takeIDs(_ field: PlainMailField, _ value: Bytes) -> Bool {
        guard let ids = PlainMailAddress.ids(value), !ids.isEmpty, field != .messageID || ids.count == 1 else { return false }
        let told = field == .messageID ? TACT_MAIL_MESSAGE_ID : field == .references ? TACT_MAIL_REFERENCE : TACT_MAIL_IN_REPLY_TO
        for id in ids { collector.field(told, String(decoding: id, as: UTF8.self)) }
        return true
    }

    private func takeDate(_ value: Bytes) -> Bool {
        guard let seconds = PlainMailDate.seconds(value) else { return false }
        collector.date(seconds)
        return true
    }

    // MARK: Body

    private func readBody() -> Bool {
        let body = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[position...])
        guard !body.isEmpty else { return true }
        switch encoding {
        case .none: tell(body)
        case .quotedPrintable:
            guard let decoded = PlainMailEncoding.quotedPrintable(bytes[position...]) else { return false }
            decoded.withUnsafeBytes { tell($0) }
        }
        return true
    }

    private func tell(_ body: UnsafeRawBufferPointer) {
        guard !body.isEmpty else { return }
        collector.text(body, isHTML: type.isHTML, isFlowed: type.isFlowed && !type.isHTML, deletesSpace: type.deletesSpace)
    }
}

/// The fields of a mail's header that matter.
enum PlainMailField: UInt8 {
    case from, sender, to, subject, date, messageID, references, repliesTo, type, encoding, disposition
    case autoSubmitted, precedence, autoReply, draft, labels

    var bit: UInt32 { 1 << UInt32(rawValue) }

    /// Whether its lines are put together anyhow.
    var isList: Bool { self == .references || self == .repliesTo || self == .type || self == .to }

    private static let names: [(name: StaticString, field: PlainMailField)] = [
        ("from", .from), ("to", .to), ("subject", .subject), ("date", .date), ("message-id", .messageID), ("references", .references),
        ("in-reply-to", .repliesTo), ("content-type", .type), ("content-transfer-encoding", .encoding), ("sender", .sender),
        ("content-disposition", .disposition), ("auto-submitted", .autoSubmitted), ("precedence", .precedence),
        ("x-autoreply", .autoReply), ("x-autorespond", .autoReply), ("x-auto-reply", .autoReply), ("x-autogenerated", .autoReply),
        ("x-unsent", .draft), ("x-mozilla-draft-info", .draft), ("x-gmail-labels", .labels),
    ]

    /// nil for any other field.
    init?(_ name: PlainMail.Bytes) {
        guard let known = Self.names.first(where: { name.isWord($0.name) }) else { return nil }
        self = known.field
    }
}

extension PlainMail.Bytes {
    /// Whether they are a word, in small or capital letters.
    ///
    /// - Parameter word: In small letters.
    func isWord(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        for offset in 0..<count {
            let (byte, wanted) = (self[startIndex + offset], word.utf8Start[offset])
            guard byte == wanted || byte.isASCIILetter && byte | 0x20 == wanted else { return false }
        }
        return true
    }

    /// Without white space at the ends.
    var trimmedSpace: Self {
        var (start, end) = (startIndex, endIndex)
        while start < end, self[start].isJSONSpace { start += 1 }
        while end > start, self[end - 1].isJSONSpace { end -= 1 }
        return self[start..<end]
    }

    func hasTwo(_ first: UInt8, _ second: UInt8) -> Bool {
        var index = startIndex
        while index + 1 < endIndex {
            if self[index] == first, self[index + 1] == second { return true }
            index += 1
        }
        return false
    }
}
