import Diagnostics
import Findings
import Mutations
import SystemCalls

/// What libFuzzer calls with each input, of which nothing is known.
///
/// Whatever is in it, reading it must end, and what comes out must hold together; a trap is a find.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    target(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
}

/// What reads the inputs; it traps where something does not hold.
typealias FuzzTarget = @Sendable ([UInt8]) -> Void

/// All of them by their names; one of them is chosen by the variable TACT_FUZZ_TARGET.
private let targets: [String: FuzzTarget] = [
    "exports": { readExport($0) },
    "html": { readBody($0) },
    "rules": { loadPack($0) },
    "phrases": { matchPhrase($0) },
    "journal": { decodeJournal($0) },
    "log": { recoverLog($0) },
    "configuration": { loadConfiguration($0) },
    "masking": { maskText($0) },
]

private let target: FuzzTarget = {
    let name = ProcessEnvironment.variables()["TACT_FUZZ_TARGET"] ?? "exports"
    guard let target = targets[name] else { fatalError("TACT_FUZZ_TARGET is one of \(targets.keys.sorted().joined(separator: ", "))") }
    return target
}()

/// A diagnostic says what is wrong and what to do, and is one line of the log.
func check(_ diagnostic: Diagnostic) {
    precondition(diagnostic.help?.isEmpty == false, diagnostic.message)
    precondition(!diagnostic.code.isEmpty && !diagnostic.message.isEmpty)
    checkLine(RecordEncoder().line(.rejected(RejectedRecord(file: "fuzzed", diagnostic: diagnostic))))
}

/// A record is one line of JSON, and no terminal obeys it.
func checkLine(_ line: [UInt8]) {
    precondition(line.last == UInt8(ascii: "\n") && line.count { $0 < 0x20 || $0 == 0x7F } == 1, "a record is one line")
    precondition(!String(decoding: line.dropLast(), as: UTF8.self).unicodeScalars.contains { $0.isUnsafeInOutput })
    precondition((try? JSONParser.parse(SourceText(file: "record", bytes: line))) != nil, "a record is JSON")
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
