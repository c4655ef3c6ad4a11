import Diagnostics
import Findings
import SystemCalls
import TranscriptFormats
import Transcripts

/// The transcripts of all inputs, one after the other, in bounded memory.
struct TranscriptStream {
    enum Item {
        case transcript(Transcript, Provenance)
        /// A file, or a part of one, that could not be read.
        case rejected(RejectedRecord)
    }

    /// How many bytes were read so far.
    var bytesRead: Int64 { counter.bytes }

    /// What could not even be found.
    private var problems: ArraySlice<Diagnostic>
    private var inputs: ArraySlice<Input>
    private let counter = ByteCounter()
    private let settings: FormatSettings
    private let explains: Bool
    private var current: Reading?
    /// What was left out since `takeDrops()`.
    private var drops: [Drop] = []
    /// The format of the last file, and how it is laid out; nil where none was recognised.
    private(set) var format: String?
    private(set) var layout: String?

    private struct Reading {
        var input: Input
        var reader: ExportReader
        /// How many of its items were given.
        var count = 0
    }

    /// - Parameter settings: What is known of all the files.
    init(_ found: InputFinder, settings: FormatSettings = FormatSettings()) {
        problems = found.problems[...]
        inputs = found.inputs[...]
        self.settings = settings
        explains = false
    }

    /// The transcripts of one file, with what is left out of them.
    init(explaining input: Input, settings: FormatSettings) {
        problems = []
        inputs = [input]
        self.settings = settings
        explains = true
    }

    /// What was left out since the last call.
    mutating func takeDrops() -> [Drop] {
        defer { drops = [] }
        return drops
    }

    /// The next item; nil at the end. A file that cannot be read is one rejected item, and the next file is read.
    mutating func next() -> Item? {
        if let problem = problems.popFirst() {
            return .rejected(RejectedRecord(file: problem.place?.file ?? "", diagnostic: problem))
        }
        while true {
            if current == nil {
                guard let input = inputs.popFirst() else { return nil }
                do throws(SystemCallError) {
                    let source = try DescriptorSource(input, counter: counter)
                    let reader = ExportReader(source, name: input.fileName, settings: settings, explains: explains)
                    current = Reading(input: input, reader: reader)
                } catch {
                    return rejected(Self.diagnostic(error, reading: input), of: input, part: nil)
                }
            }
            if let item = nextOfCurrent() { return item }
            current = nil
        }
    }

    private mutating func nextOfCurrent() -> Item? {
        guard let input = current?.input else { return nil }
        defer {
            drops += current?.reader.takeDrops() ?? []
            format = current?.reader.format ?? format
            layout = current?.reader.layout ?? layout
        }
        do {
            guard let item = try current?.reader.next() else { return nil }
            current?.count += 1
            switch item {
            case .transcript(let transcript):
                return .transcript(transcript, Provenance(file: input.name, format: current?.reader.format ?? ""))
            case .rejected(let diagnostic):
                return rejected(diagnostic, of: input, part: current?.count)
            }
        } catch {
            // A reader that has thrown has nothing more.
            return rejected(Self.diagnostic(error, reading: input), of: input, part: nil)
        }
    }

    private func rejected(_ diagnostic: Diagnostic, of input: Input, part: Int?) -> Item {
        var diagnostic = diagnostic
        // The reader knows the file's name only, and that of a file in an archive; the user wants the path.
        let place = diagnostic.place?.file ?? ""
        let inside = place.hasPrefix(input.fileName + "/") ? place.dropFirst(input.fileName.count) : ""
        if diagnostic.place == nil { diagnostic.place = Place(file: input.name) }
        diagnostic.place?.file = input.name + inside
        return .rejected(RejectedRecord(file: input.name, part: part, diagnostic: diagnostic))
    }

    private static func diagnostic(_ error: any Error, reading input: Input) -> Diagnostic {
        switch error {
        case let error as DiagnosticsError where !error.diagnostics.isEmpty: error.diagnostics[0]
        default: Diagnostic(code: "unreadable-file", "\(error)", help: "check the file and its permissions")
        }
    }
}

/// Counts the bytes that were read, for the progress bar.
private final class ByteCounter {
    var bytes: Int64 = 0
}

/// The bytes of an open file.
private struct DescriptorSource: ByteSource {
    private let file: Descriptor
    private let counter: ByteCounter
    /// nil for what can only be read on.
    let size: Int64?
    private var offset: Int64 = 0

    init(_ input: Input, counter: ByteCounter) throws(SystemCallError) {
        file = try input.open()
        size = input.size
        self.counter = counter
    }

    mutating func seek(to offset: Int64) {
        // The progress is that of the place: what is read twice counts once.
        counter.bytes += offset - self.offset
        self.offset = offset
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try size == nil ? NamedFile.read(file, into: buffer) : LinuxFileSystem().read(file, into: buffer, at: offset)
        counter.bytes += Int64(count)
        offset += Int64(count)
        return count
    }
}
