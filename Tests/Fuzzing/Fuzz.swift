import Diagnostics
import Mutations
import TranscriptFormats
import Transcripts

/// What libFuzzer calls with each input: an export, of which nothing is known.
///
/// Whatever is in it, reading it must end, and what comes out must hold together; a trap is a find.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    var limits = ReadLimits()
    limits.fileBytes = 8 << 20
    limits.recordBytes = 1 << 20
    var reader = ExportReader(MemorySource(bytes), name: "fuzzed.export", limits: limits, settings: settings, explains: true)
    do {
        while let item = try reader.next() {
            switch item {
            case .transcript(let transcript): check(transcript)
            case .rejected(let diagnostic): check(diagnostic)
            }
            _ = reader.takeDrops()
        }
    } catch let error as DiagnosticsError {
        precondition(!error.diagnostics.isEmpty)
        error.diagnostics.forEach(check)
    } catch {
        preconditionFailure("\(error)")
    }
    return 0
}

private let settings = FormatSettings(agents: ["mia", "@example.com"], roleWords: ["berater": .agent])

/// A transcript is what it is when it is written and read again.
private func check(_ transcript: Transcript) {
    precondition(!transcript.id.isEmpty)
    precondition(transcript.messages.map(\.index) == Array(transcript.messages.indices))
    precondition(transcript.csat.map { 1...5 ~= $0 } ?? true)
    var reader = ExportReader(MemorySource(TranscriptWriter.line(transcript)), name: "written.json")
    guard case .transcript(let again)? = try? reader.next() else { preconditionFailure("what was written cannot be read") }
    precondition(again == transcript, "what was written is read differently")
}

/// A diagnostic says where and what to do.
private func check(_ diagnostic: Diagnostic) {
    precondition(diagnostic.help != nil, diagnostic.message)
    precondition(diagnostic.place?.file.hasPrefix("fuzzed.export") == true, diagnostic.message)
}

/// How libFuzzer makes new inputs of old ones: by its own means, by damage as it happens to files, or by rearranging values and lines.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int, _ seed: UInt32) -> Int {
    var numbers = SplitMix(state: UInt64(seed))
    let choice = Int.random(in: 0..<4, using: &numbers)
    guard choice > 0 else { return mutateBytes(data, count, capacity) }
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    let result = choice == 1 ? Mutator.damaged(bytes, &numbers) : Mutator.rebuilt(bytes, &numbers)
    guard !result.isEmpty, result.count <= capacity else { return mutateBytes(data, count, capacity) }
    for (index, byte) in result.enumerated() { data[index] = byte }
    return result.count
}

@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int) -> Int

/// Random numbers that a seed decides: Steele's SplitMix64.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
