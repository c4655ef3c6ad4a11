import Diagnostics
import Findings

extension Diagnostic {
    /// Without the personal data that it may repeat of an export. The journal holds what a report says, and the report may be sent around.
    var masked: Diagnostic {
        var masked = self
        masked.message = QuoteMasking.masked.message(message, quoting: [])
        masked.help = help.map { QuoteMasking.masked.message($0, quoting: []) }
        return masked
    }
}
