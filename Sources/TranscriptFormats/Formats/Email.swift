import Diagnostics
import Transcripts

/// Mail: one message as RFC 5322 has it (`.eml`), or many of them in an mbox. Mails that answer each other are one conversation.
struct Email: TextFormat {
    let name = "email"
    let title = "mail (.eml or .mbox)"
    let recognition = "text that begins with the header of a mail, or with the “From ” line of an mbox"

    /// With more mails in a file that is read as a whole, there is hardly a word in each, and what is kept of each counts.
    private static let mailLimit = 200_000

    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition? {
        head.withUnsafeBufferPointer { Mailbox.isPostmark($0[...]) || EmailShape.isMail($0) } ? .readable : nil
    }

    func items(of text: [UInt8], origin: RecordOrigin, context: RecordContext) throws -> [ExportItem] {
        var threads = EmailThreads(context: context)
        var rejected: [EmailThreads.Item] = []
        var number = 0
        try Mailbox.forEachMail(of: text) { mail, start, line in
            number += 1
            guard number <= Self.mailLimit else {
                throw DiagnosticsError(
                    Diagnostic(
                        code: "too-many-messages", "more than \(Self.mailLimit) mails in one mailbox", at: Place(file: origin.file),
                        help: "split the mailbox between conversations"))
            }
            var place = RecordOrigin(file: origin.file, offset: origin.offset + start, line: origin.line + line)
            place.column = line == 0 ? origin.column : 0
            do throws(RecordError) {
                let shape = try EmailShape(mail)
                threads.add(try EmailReader(limits: context.limits).mail(of: mail), number: number, origin: place, isWhole: shape.hasHeader)
            } catch {
                let diagnostic = mail.withUnsafeBufferPointer { place.diagnostic(error, in: $0) }
                guard error.code != EmailReader.missingLibrary else { throw DiagnosticsError(diagnostic) }
                rejected.append(EmailThreads.Item(number: number, item: .rejected(diagnostic)))
            }
        }
        let items = (threads.items() + rejected).sorted { $0.number < $1.number }.map(\.item)
        guard !items.isEmpty else {
            throw FileError.withoutBodies(self, file: origin.file, help: "no mail in it has words; export those that have")
        }
        return items
    }
}
