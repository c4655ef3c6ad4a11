import TranscriptFormats

extension Configuration {
    /// What one export may hold.
    var readLimits: ReadLimits {
        var limits = ReadLimits()
        limits.fileBytes = self.limits.unpacked.bytes
        limits.wholeFileBytes = self.limits.wholeFile.bytes
        limits.recordBytes = self.limits.record.bytes
        limits.depth = self.limits.depth
        limits.messages = self.limits.messages
        limits.textBytes = self.limits.text.bytes
        return limits
    }

    /// What is known of the exports of a source.
    ///
    /// - Parameter source: The name of the sub-folder; nil for `incoming` itself.
    func formatSettings(of source: String?) -> FormatSettings { source.flatMap { sources[$0] } ?? exports }
}
