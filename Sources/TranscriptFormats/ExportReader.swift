import Diagnostics
import Transcripts

/// Reads the transcripts of one export, one after the other, in bounded memory.
///
/// The format is recognised by the content alone. A part that cannot be read is handed out as `.rejected`, in its place among the
/// transcripts; what makes the whole file unreadable is thrown: an unknown format, no message bodies, a first record that is cut off.
public struct ExportReader {
    private enum Stage {
        case new(any ByteSource)
        case reading(any ExportBody)
        case done
    }

    private let name: String
    private let limits: ReadLimits
    private let settings: FormatSettings
    private var stage: Stage
    /// Items that were read and not handed out yet, the next one last.
    private var items: [ExportItem] = []

    /// The name of the recognised format; nil before the first `next()`, and for an export with nothing in it.
    public private(set) var format: String?

    /// - Parameters:
    ///   - name: The file's name, for ids where the file has none, and for messages.
    public init(
        _ source: any ByteSource, name: String, limits: ReadLimits = ReadLimits(), settings: FormatSettings = FormatSettings()
    ) {
        self.name = name
        self.limits = limits
        self.settings = settings
        stage = .new(source)
    }

    /// The next transcript, or the next part that could not be read; nil at the end.
    ///
    /// - Throws: `DiagnosticsError` where the file as a whole cannot be read; what the source throws. There is nothing more after it.
    public mutating func next() throws -> ExportItem? {
        while items.isEmpty {
            switch stage {
            case .new(let source):
                stage = .done
                stage = .reading(try open(source))
            case .reading(var body):
                stage = .done
                guard let batch = try body.next() else {
                    format = body.format
                    return nil
                }
                format = body.format
                items = batch.reversed()
                stage = .reading(body)
            case .done:
                return nil
            }
        }
        return items.popLast()
    }

    private func open(_ source: any ByteSource) throws -> any ExportBody {
        var input = try Input(source, file: name, limit: limits.fileBytes)
        guard let first = try input.skipSpace() else { throw FileError.empty(name) }
        // Enough to tell the bracket of an array from that of a time.
        while input.count < 32, try input.more() {}
        let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") && !input.withBytes(Self.beginsWithTime)
        return isJSON
            ? try JSONExport(input, limits: limits, settings: settings) : TextExport(input, limits: limits, settings: settings)
    }

    /// Whether a bracket opens `[12:03` or `[2026-01-05`, as in a chat log.
    private static func beginsWithTime(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let inside = bytes.dropFirst().prefix(31).drop { $0 == UInt8(ascii: " ") }
        let digits = inside.prefix(while: \.isDigit)
        guard 1...4 ~= digits.count, let mark = inside.dropFirst(digits.count).first else { return false }
        let isDate = UInt8(ascii: "-") == mark || UInt8(ascii: "/") == mark
        return mark == UInt8(ascii: ":") || isDate
            || (mark == UInt8(ascii: ".") && inside.dropFirst(digits.count).contains(UInt8(ascii: ":")))
    }
}
