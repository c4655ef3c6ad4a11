import CGMime

/// A mail as most programs write it: a header with hardly anything encoded, and one part, or several with clear boundaries; read without
/// GMime.
///
/// It reads only what needs no judgement, and gives what GMime would; for all else there is GMime.
struct PlainMail {
    /// - Parameter isChecked: Whether `EmailShape` let the mail pass; else it is only read if it surely would.
    /// - Returns: nil where the mail is not so plain, or over a limit.
    static func message(of mail: [UInt8], limits: ReadLimits, isChecked: Bool = false) -> EmailMessage? {
        mail.withUnsafeBufferPointer { bytes in
            var reader = PlainMail(bytes)
            guard reader.readHeader(), bytes.count - reader.position <= limits.textBytes,
                isChecked || reader.content.isSurelyOnePart,
                PlainMailBody(bytes, reader.collector).tell(reader.content, reader.position..<bytes.count, depth: 0)
            else { return nil }
            return reader.collector.message
        }
    }

    typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    private var fields: PlainMailFields
    private let collector = EmailCollector()
    /// A bit for each field.
    private var seen: UInt32 = 0
    private var content = PlainMailContent()
    /// Whether a subject is encoded, which only counts where no ids tie the mail to others.
    private var hasOddSubject = false

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { fields = PlainMailFields(bytes, from: 0) }

    private var position: Int { fields.position }

    /// Reads up to behind the blank line.
    private mutating func readHeader() -> Bool {
        while let field = fields.next() {
            guard let name = PlainMailField(field.name) else { continue }
            guard take(name, field.value, isFolded: field.isFolded) else { return false }
        }
        guard fields.isWhole, has(.from) || seen != 0 && !has(.sender) else { return false }
        return !hasOddSubject || collector.message.root != nil
    }

    private func has(_ field: PlainMailField) -> Bool { seen & field.bit != 0 }

    private mutating func take(_ field: PlainMailField, _ value: Bytes, isFolded: Bool) -> Bool {
        guard !has(field) else { return false }
        seen |= field.bit
        if field == .subject, isFolded || !isPlain(value) {
            hasOddSubject = true
            return true
        }
        guard value.allSatisfy({ 0x20...0x7E ~= $0 || isFolded && field.isList && $0.isJSONSpace }) else { return false }
        switch field {
        case .from: return takePeople(value, isFrom: true)
        case .to: return takePeople(value, isFrom: false)
        case .date: return takeDate(value)
        case .messageID, .references, .repliesTo: return takeIDs(field, value)
        case .type, .encoding, .disposition: return content.take(field, value)
        case .sender: return true
        case .subject: return takeText(TACT_MAIL_SUBJECT, value)
        case .autoSubmitted: return takeText(TACT_MAIL_AUTO_SUBMITTED, value)
        case .precedence: return takeText(TACT_MAIL_PRECEDENCE, value)
        case .autoReply: return takeText(TACT_MAIL_AUTO_REPLY, value)
        case .draft: return takeText(TACT_MAIL_DRAFT, value)
        case .labels: return takeText(TACT_MAIL_LABELS, value)
        }
    }

    /// Whether a text is ASCII without encoded words, or anything that could be one.
    private func isPlain(_ value: Bytes) -> Bool {
        value.allSatisfy { 0x20...0x7E ~= $0 } && !value.hasTwo(UInt8(ascii: "="), UInt8(ascii: "?")) && !value.hasTwo(0x20, 0x20)
    }

    private func takeText(_ field: tact_mail_field, _ value: Bytes) -> Bool {
        guard isPlain(value) else { return false }
        collector.field(field, String(decoding: value, as: UTF8.self))
        return true
    }

    private func takePeople(_ value: Bytes, isFrom: Bool) -> Bool {
        guard let people = PlainMailAddress.list(value), let first = people.first, people.count == 1 || !isFrom else { return false }
        guard isFrom else {
            collector.field(TACT_MAIL_TO_ADDRESS, String(decoding: first.address, as: UTF8.self))
            return true
        }
        if let name = first.name { collector.field(TACT_MAIL_FROM_NAME, name) }
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
}

/// The fields of a mail's header that matter.
enum PlainMailField: UInt8 {
    case from, sender, to, subject, date, messageID, references, repliesTo, type, encoding, disposition
    case autoSubmitted, precedence, autoReply, draft, labels

    /// Whether it counts for a part as well.
    var isOfPart: Bool { self == .type || self == .encoding || self == .disposition }

    var bit: UInt32 { 1 << UInt32(rawValue) }

    /// Whether its lines are put together anyhow.
    var isList: Bool { self == .references || self == .repliesTo || self == .type || self == .to || self == .disposition }

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
