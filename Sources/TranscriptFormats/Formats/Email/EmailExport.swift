import Diagnostics

/// Reads mails one by one, keeps what they say, and hands out the conversations once it has seen all: an answer may come anywhere.
struct EmailExport: ExportBody {
    let format: String? = "email"
    var layout: String? { "mails, one by one" }

    private let context: RecordContext
    private let empty: DiagnosticsError
    private var mailbox: Mailbox
    /// What is handed out, the next one last; nil before all mails are read.
    private var pending: [EmailThreads.Pending]?
    private var isEmpty = true

    /// With more mails there is hardly a word in each, and what is kept of each counts.
    private static let mailLimit = 1_000_000

    /// - Parameter empty: What to throw where no mail has words.
    init(_ input: Input, context: RecordContext, empty: DiagnosticsError) {
        self.context = context
        self.empty = empty
        mailbox = Mailbox(input, limit: context.limits.recordBytes)
    }

    mutating func next() throws -> [ExportItem]? {
        if pending == nil { pending = try readAll() }
        while let next = pending?.popLast() {
            guard let item = next.item(in: context) else { continue }
            isEmpty = false
            return [item]
        }
        guard !isEmpty else { throw empty }
        return nil
    }

    private mutating func readAll() throws -> [EmailThreads.Pending] {
        var threads = EmailThreads(context: context)
        var rejected: [EmailThreads.Pending] = []
        var number = 0
        var textBytes = 0
        while let mail = try mailbox.next() {
            number += 1
            do throws(RecordError) {
                guard let message = try Self.message(of: mail, limits: context.limits) else { continue }
                textBytes += message.texts.reduce(0) { $0 + $1.text.utf8.count }
                threads.add(message, number: number, origin: mail.origin)
            } catch {
                let diagnostic = mail.bytes.withUnsafeBufferPointer { mail.origin.diagnostic(error, in: $0) }
                guard error.code != EmailReader.missingLibrary else { throw DiagnosticsError(diagnostic) }
                rejected.append(EmailThreads.Pending(rejected: diagnostic, number: number))
            }
            guard number <= Self.mailLimit, textBytes <= context.limits.wholeFileBytes else { throw tooLarge(mail.origin) }
        }
        return (threads.pending() + rejected).sorted { $0.number > $1.number }
    }

    /// nil for what is no mail, such as a few blank lines.
    private static func message(of mail: Mailbox.Mail, limits: ReadLimits) throws(RecordError) -> EmailMessage? {
        guard !mail.isTooLarge else {
            throw RecordError(
                "record-too-large", "a mail of more than \(limits.recordBytes) bytes",
                help: "look at what makes it so large, or raise limits.record in tactd.json")
        }
        if let message = PlainMail.message(of: mail.bytes, limits: limits) { return message }
        let shape = try EmailShape(mail.bytes)
        guard shape.hasHeader else { return nil }
        if let message = PlainMail.message(of: mail.bytes, limits: limits, isChecked: true) { return message }
        return try EmailReader(limits: limits).mail(of: mail.bytes)
    }

    private func tooLarge(_ origin: RecordOrigin) -> DiagnosticsError {
        DiagnosticsError(
            Diagnostic(
                code: "file-too-large",
                "more than \(Self.mailLimit) mails, or \(context.limits.wholeFileBytes) bytes of text in them, in one mailbox",
                at: Place(file: origin.file, line: origin.line),
                help: "split the mailbox between conversations, or raise limits.whole_file in tactd.json"))
    }
}
