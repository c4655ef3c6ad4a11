@testable import TranscriptFormats

/// The body of a message that may be HTML.
func readBody(_ bytes: [UInt8]) {
    let html = String(decoding: bytes, as: UTF8.self)
    do throws(RecordError) {
        let (text, _) = try HTMLText.content(of: html, at: "/body")
        precondition(!HTMLText.looksLikeHTML(html) || !text.unicodeScalars.contains("\0"))
        // Character references may name what one byte stands for, never more than they are long themselves; blocks and items add a few.
        precondition(text.utf8.count <= 4 * html.utf8.count + 16, "the text is much longer than the HTML")
    } catch {
        precondition(!error.code.isEmpty && !error.message.isEmpty && error.help?.isEmpty == false && error.pointer == "/body")
    }
}
