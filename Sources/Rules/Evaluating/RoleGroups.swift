import Phrases
import Transcripts

/// For each role, the phrases that rules ask about in what it says: hardly any phrase is asked about in what both sides say, and what nobody
/// asks about need not be looked for.
struct RoleGroups: Sendable {
    /// The groups of phrases for the matcher, each once.
    private(set) var phrases: [[Int]] = []
    /// By the index of a role among all.
    private var groups: [PhraseGroup] = []

    /// - Parameters:
    ///   - asked: The lists that selectors ask about, with the roles.
    ///   - membership: By phrase, the lists that hold it.
    init(asked: [(list: Int, roles: [Role])], _ lists: [CompiledList], membership: [[ListEntry]]) {
        for role in Role.allCases {
            var reached: Set<Int> = []
            var pending = asked.filter { $0.roles.contains(role) }.map(\.list)
            while let list = pending.popLast() {
                guard reached.insert(list).inserted else { continue }
                pending += lists[list].includes
                if let unless = lists[list].unless { pending.append(unless) }
            }
            add(membership.indices.filter { membership[$0].contains { reached.contains($0.list) } })
        }
    }

    private mutating func add(_ phrases: [Int]) {
        let known = self.phrases.firstIndex(of: phrases)
        groups.append(PhraseGroup(index: known ?? self.phrases.count))
        if known == nil { self.phrases.append(phrases) }
    }

    /// The group for what a role says.
    subscript(role: Role) -> PhraseGroup { groups[role.index] }
}

extension Role {
    /// One for each role.
    var bit: UInt8 { 1 << UInt8(index) }

    /// Its index among all.
    var index: Int {
        switch self {
        case .customer: 0
        case .agent: 1
        case .bot: 2
        case .system: 3
        case .note: 4
        }
    }
}
