/// Mail: one message as RFC 5322 has it (`.eml`), or many of them in an mbox. Mails that answer each other are one conversation.
struct Email: TextFormat {
    let name = "email"
    let title = "mail (.eml or .mbox)"
    let recognition = "text that begins with the header of a mail, or with the “From ” line of an mbox"

    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition? {
        head.withUnsafeBufferPointer { Mailbox.isPostmark($0[...]) || EmailShape.isMail($0) } ? .readable : nil
    }

    func body(of input: Input, context: RecordContext) throws -> any ExportBody {
        let help = "no mail in it has words; export those that have"
        return EmailExport(input, context: context, empty: FileError.withoutBodies(self, file: input.file, help: help))
    }
}
