import Diagnostics
import Transcripts

/// Reads the transcripts of one export, one after the other, in bounded memory.
///
/// The format is recognised by the content alone, packed or not. A part that cannot be read is handed out as `.rejected`, in its place
/// among the transcripts; what makes the whole file unreadable is thrown: an unknown format, no message bodies, a first record that is cut
/// off.
public struct ExportReader {
    private enum Stage {
        case new(any ByteSource)
        case reading(any ExportBody)
        case done
    }

    private let name: String
    private let context: RecordContext
    private var stage: Stage
    /// Items that were read and not handed out yet, the next one last.
    private var items: [ExportItem] = []

    /// The name of the recognised format, of an archive that of its last file; nil before the first `next()`, and for an export with nothing
    /// in it.
    public private(set) var format: String?
    /// How the file is laid out, such as “an array”; nil as long as `format` is.
    public private(set) var layout: String?

    /// - Parameters:
    ///   - name: The file's name, for ids where the file has none, and for messages.
    ///   - explains: Whether to take down what is left out, for `takeDrops()`.
    public init(
        _ source: any ByteSource, name: String, limits: ReadLimits = ReadLimits(), settings: FormatSettings = FormatSettings(),
        explains: Bool = false
    ) {
        self.name = name
        context = RecordContext(
            fallbackID: RecordContext.stem(of: name), settings: settings, limits: limits, drops: explains ? DropLog() : nil)
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
                stage = .reading(try ExportOpening(name: name, context: context).body(of: source))
            case .reading(var body):
                stage = .done
                let batch = try body.next()
                format = body.format ?? format
                layout = body.layout ?? layout
                guard let batch else { return nil }
                items = batch.reversed()
                stage = .reading(body)
            case .done:
                return nil
            }
        }
        return items.popLast()
    }

    /// What was left out of the transcripts since the last call; nothing unless the reader explains.
    public func takeDrops() -> [Drop] { context.drops?.take() ?? [] }
}
