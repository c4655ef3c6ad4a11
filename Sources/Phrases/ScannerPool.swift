import Synchronization

/// The scanners of a matcher that nobody uses at the moment; so each thread finds one that is warm.
final class ScannerPool: Sendable {
    private let idle = Mutex<[PhraseScanner]>([])

    /// A scanner, for the caller alone until it is given back; nil where none is left.
    func take() -> PhraseScanner? { idle.withLock { $0.popLast() } }

    func giveBack(_ scanner: PhraseScanner) { idle.withLock { $0.append(scanner) } }
}
