import Phrases
import Transcripts

/// Counts what the phrases of a rule set match, and times what each list takes, on one thread.
public struct PhraseProfiler {
    private let rules: RuleSet
    private let clock: () -> Int64
    private let owners: [Owner]
    /// All lists, those that are in others before these: so that each pays for itself alone.
    private let lists: [Int]
    /// By phrase of the matcher.
    private var matches: [Int]
    /// By list.
    private var nanoseconds: [Int64]
    private var total = PhraseProfile()

    /// A list or rule that has phrases of its own.
    private struct Owner {
        let name: String
        let pack: String
        /// Its lists in the rule set: a rule has one for each selector with phrases, and each `unless` is one.
        var lists: [Int] = []
        /// What it holds, each place once.
        var phrases: [(place: PhrasePlace, index: Int)] = []
    }

    /// - Parameter clock: Nanoseconds on a clock that never goes back.
    public init(_ rules: RuleSet, clock: @escaping () -> Int64) {
        self.rules = rules
        self.clock = clock
        owners = Self.owners(rules)
        lists = Self.innerFirst(rules.lists)
        matches = Array(repeating: 0, count: rules.matcher.phraseCount)
        nanoseconds = Array(repeating: 0, count: rules.lists.count)
    }

    private static func owners(_ rules: RuleSet) -> [Owner] {
        var owners: [Owner] = []
        var indices: [String: Int] = [:]
        var seen: Set<PhrasePlace> = []
        let packs = Dictionary(rules.packs.map { ($0.file, $0.name) }) { first, _ in first }
        for use in rules.uses {
            let pack = packs[use.place.file] ?? use.place.file
            let key = "\(pack) \(use.place.owner)"
            let index = indices[key] ?? owners.count
            if index == owners.count {
                indices[key] = index
                owners.append(Owner(name: use.place.owner, pack: pack))
            }
            if !owners[index].lists.contains(use.list) { owners[index].lists.append(use.list) }
            if case .phrase(let phrase) = use.content, seen.insert(use.place).inserted { owners[index].phrases.append((use.place, phrase)) }
        }
        return owners
    }

    private static func innerFirst(_ lists: [CompiledList]) -> [Int] {
        var order: [Int] = []
        var isSeen = [Bool](repeating: false, count: lists.count)
        // No list holds itself, and the loader bounds how deep they are nested.
        func visit(_ list: Int) {
            guard !isSeen[list] else { return }
            isSeen[list] = true
            for inner in lists[list].includes + (lists[list].unless.map { [$0] } ?? []) { visit(inner) }
            order.append(list)
        }
        for list in lists.indices { visit(list) }
        return order
    }

    /// Counts what matches in a transcript.
    public mutating func add(_ transcript: Transcript) {
        let scan = TranscriptScan(transcript, rules: rules)
        total.transcripts += 1
        for message in transcript.messages.indices {
            total.messages += 1
            total.bytes += transcript.messages[message].text.utf8.count
            total.words += scan.words(of: message)
            for match in scan.phrases(of: message) { matches[match.phrase] += 1 }
        }
        // What matches nothing takes no time, and asking the clock would.
        for list in lists where scan.mayMatch(list, by: Role.allCases) {
            let start = clock()
            _ = scan.matches(of: list, by: Role.allCases)
            nanoseconds[list] += clock() - start
        }
    }

    /// What was counted so far.
    public var profile: PhraseProfile {
        var profile = total
        for owner in owners {
            let counts = owner.phrases.map { matches[$0.index] }
            profile.lists.append(
                .init(
                    owner: owner.name, pack: owner.pack, nanoseconds: owner.lists.reduce(0) { $0 + nanoseconds[$1] },
                    matches: counts.reduce(0, +), phrases: counts.count, idle: counts.count { $0 == 0 }))
            profile.phrases += zip(owner.phrases, counts).map { phrase, count in
                .init(phrase: phrase.place.phrase ?? "", owner: owner.name, pack: owner.pack, matches: count)
            }
        }
        return profile
    }
}
