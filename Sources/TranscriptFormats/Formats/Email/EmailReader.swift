import CGMime

/// Reads one mail with GMime.
struct EmailReader {
    static let missingLibrary = "missing-library"

    private let limits: ReadLimits

    /// How deep multiparts may be nested, and how many parts there may be.
    private static let depthLimit = 64
    private static let partLimit = 10_000

    init(limits: ReadLimits) { self.limits = limits }

    /// - Throws: Where GMime is not installed, or the mail is over a limit.
    func mail(of bytes: [UInt8]) throws(RecordError) -> EmailMessage {
        let collector = EmailCollector()
        // Encoded, a text takes up to three times as many bytes, and tags come on top of it.
        let textBytes = limits.textBytes > .max / 4 ? .max : 4 * limits.textBytes
        let result = withExtendedLifetime(collector) { read(bytes, into: collector, textBytes: textBytes) }
        guard result == TACT_MAIL_OK else { throw Self.error(of: result, textBytes: textBytes) }
        return collector.message
    }

    private func read(_ bytes: [UInt8], into collector: EmailCollector, textBytes: Int) -> tact_mail_result {
        var handler = tact_mail_handler()
        handler.context = Unmanaged.passUnretained(collector).toOpaque()
        handler.field = { context, field, value in value.map { EmailCollector.of(context)?.field(field, String(cString: $0)) } }
        handler.date = { EmailCollector.of($0)?.date($1) }
        handler.begin = { EmailCollector.of($0)?.begin(isAlternative: $1 != 0) }
        handler.end = { EmailCollector.of($0)?.end() }
        handler.text = { context, isHTML, isFlowed, deletesSpace, bytes, count in
            let bytes = UnsafeRawBufferPointer(start: bytes, count: count)
            EmailCollector.of(context)?.text(bytes, isHTML: isHTML != 0, isFlowed: isFlowed != 0, deletesSpace: deletesSpace != 0)
        }
        handler.attachment = { context, name in EmailCollector.of(context)?.attachment(name.map { String(cString: $0) }) }
        let limits = tact_mail_limits(depth: Self.depthLimit, parts: Self.partLimit, text_bytes: textBytes)
        return bytes.withUnsafeBytes { tact_mail_read($0.assumingMemoryBound(to: CChar.self).baseAddress, $0.count, limits, &handler) }
    }

    static func error(of result: tact_mail_result, textBytes: Int) -> RecordError {
        let help = "no mail program writes this; remove the mail"
        return switch result {
        case TACT_MAIL_MISSING_LIBRARY:
            RecordError(
                missingLibrary, "mail is read with GMime 3, which is not installed",
                help: "install it (on Debian and Ubuntu: apt-get install libgmime-3.0-0), and read the file again")
        case TACT_MAIL_TOO_DEEP: RecordError("too-deep", "a mail with multiparts more than \(depthLimit) deep", help: help)
        case TACT_MAIL_TOO_MANY_PARTS: RecordError("odd-mail", "a mail with more than \(partLimit) parts", help: help)
        case TACT_MAIL_TEXT_TOO_LONG:
            RecordError(
                "text-too-long", "a mail with a text of more than \(textBytes) bytes",
                help: "shorten it, or raise limits.text in tactd.json"
            )
        default:
            RecordError(
                "bad-mail", "this cannot be read as a mail: it does not begin with a header", help: "export it again, or remove it")
        }
    }
}
