import Diagnostics
import Rules

/// The one layout of packs, so that their differences are differences of meaning.
///
/// Keys stand in the order of their declaration; lists, rules and phrases in that of the author, with the empty lines between them. What is
/// unknown to the language stays, after the rest. The meaning never changes, and what is laid out stays as it is when laid out again.
public struct PackLayout {
    private let language: PackLanguage

    public init(_ language: PackLanguage = PackLanguage()) { self.language = language }

    /// A pack's file as it is to be.
    ///
    /// - Throws: `DiagnosticsError` where the file is no JSON.
    public func text(of source: SourceText) throws(DiagnosticsError) -> String {
        let document = try JSONParser.parse(source)
        return LayoutWriter.text(of: Arrangement(source: source.bytes, language: language).block(document, .object(language.pack), isOpen: true))
    }

    /// Any JSON in the same layout, its keys in their own order.
    static func text(ofJSON source: SourceText) throws(DiagnosticsError) -> String {
        let document = try JSONParser.parse(source)
        return LayoutWriter.text(of: Arrangement(source: source.bytes, language: PackLanguage(kinds: [])).block(document, nil))
    }
}

/// Puts the parts of a pack in order.
private struct Arrangement {
    let source: [UInt8]
    let language: PackLanguage

    private typealias Item = LayoutBlock.Item

    /// Keys of rules that have a line of their own.
    private static let ownLine: Set<String> = ["deprecated", "title", "message", "why", "fix", "when", "unless", "waive", "examples"]
    /// Objects that are wider than this have a line of their own, in characters.
    private static let widestShared = 40

    /// - Parameter shape: What the language says of the value; nil, nothing.
    func block(_ node: JSONNode, _ shape: ValueShape?, isOpen: Bool = false) -> LayoutBlock {
        switch node.content {
        case .string(let text): return LayoutBlock(.leaf(Self.quoted(text)))
        case .number: return LayoutBlock(.leaf(String(decoding: source[node.bytes], as: UTF8.self)))
        case .bool(let flag): return LayoutBlock(.leaf(flag ? "true" : "false"))
        case .null: return LayoutBlock(.leaf("null"))
        case .array(let nodes): return array(nodes, Self.element(of: shape))
        case .object(let members):
            // A phrase and its weight are read together.
            if case .shared(.phrase) = shape { return phrase(members) }
            return object(members, Self.object(of: shape), isOpen: isOpen)
        }
    }

    private func array(_ nodes: [JSONNode], _ element: ValueShape?) -> LayoutBlock {
        var end: Int?
        let items = nodes.map { node in
            defer { end = node.bytes.upperBound }
            let block = block(node, element)
            // A line of a conversation is a line here, too.
            var sharesLine = if case .leaf = block.content { true } else { false }
            if case .text(.line) = element { sharesLine = false }
            return Item(block: block, sharesLine: sharesLine, isAfterEmptyLine: isEmptyLine(between: end, and: node.bytes.lowerBound))
        }
        return LayoutBlock(.array(items))
    }

    private func object(_ members: [JSONNode.Member], _ shape: ValueShape?, isOpen: Bool) -> LayoutBlock {
        switch shape {
        case .map(let element):
            var end: Int?
            let items = members.map { member in
                defer { end = member.value.bytes.upperBound }
                var item = item(member, element)
                item.isAfterEmptyLine = isEmptyLine(between: end, and: member.nameBytes.lowerBound)
                return item
            }
            return LayoutBlock(.object(items), isOpen: true)
        case .rule:
            let items = ordered(members, language.keys(of: kind(of: members))).map { member, key in
                var item = item(member, key?.shape)
                item.sharesLine = !Self.ownLine.contains(Self.plainName(member.name)) && !Self.isWideObject(item.block)
                return item
            }
            return LayoutBlock(.object(items), isOpen: true)
        case .object(let description):
            let items = ordered(members, description.keys).map { member, key in
                var item = item(member, key?.shape)
                item.sharesLine = !isOpen && !Self.isWideObject(item.block)
                return item
            }
            return LayoutBlock(.object(items), isOpen: isOpen)
        default: return LayoutBlock(.object(members.map { item($0, nil) }), isOpen: isOpen)
        }
    }

    private func phrase(_ members: [JSONNode.Member]) -> LayoutBlock {
        guard case .object(let description) = Self.object(of: .shared(.phrase)) else { return object(members, nil, isOpen: false) }
        let items = ordered(members, description.keys).map { item($0.member, $0.key?.shape) }
        return LayoutBlock(.object(items), isTight: true)
    }

    private func item(_ member: JSONNode.Member, _ shape: ValueShape?) -> Item {
        let isOpen = if case .shared(.examples) = shape { true } else { false }
        return Item(name: Self.quoted(member.name), block: block(member.value, shape, isOpen: isOpen))
    }

    // MARK: Order

    /// The members in the order of their declaration, `key+` and `key-` after `key`; then those that are not declared.
    private func ordered(
        _ members: [JSONNode.Member], _ keys: [KeyDescription]
    ) -> [(member: JSONNode.Member, key: KeyDescription?)] {
        let ranks = Dictionary(keys.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        let ranked = members.enumerated().map { position, member in
            let name = member.name
            let rank = ranks[name] ?? ranks[Self.plainName(name)]
            let suffix = ranks[name] != nil ? 0 : name.hasSuffix("+") ? 1 : 2
            return (member: member, key: rank.map { keys[$0] }, order: [rank ?? keys.count, rank == nil ? 0 : suffix, position])
        }
        return ranked.sorted { $0.order.lexicographicallyPrecedes($1.order) }.map { ($0.member, $0.key) }
    }

    private func kind(of members: [JSONNode.Member]) -> (any RuleKind.Type)? {
        guard case .string(let name) = members.first(where: { $0.name == "kind" })?.value.content else { return nil }
        return language.kind(named: name)
    }

    /// A key without the sign that says what becomes of an inherited value.
    private static func plainName(_ name: String) -> String { name.hasSuffix("+") || name.hasSuffix("-") ? String(name.dropLast()) : name }

    // MARK: Shapes

    private static func element(of shape: ValueShape?) -> ValueShape? {
        switch shape {
        case .array(let element), .pair(let element), .oneOrMore(let element): element
        case .shared(let shared): element(of: shared.shape)
        case .either(let shapes): shapes.lazy.compactMap { element(of: $0) }.first
        default: nil
        }
    }

    /// The shape that an object has where a value of a shape is one.
    private static func object(of shape: ValueShape?) -> ValueShape? {
        switch shape {
        case .object, .map, .rule: shape
        case .oneOrMore(let element): object(of: element)
        case .shared(let shared): object(of: shared.shape)
        case .either(let shapes): shapes.lazy.compactMap { object(of: $0) }.first
        default: nil
        }
    }

    private static func isWideObject(_ block: LayoutBlock) -> Bool {
        if case .object = block.content { block.width > widestShared } else { false }
    }

    // MARK: Text

    private func isEmptyLine(between end: Int?, and start: Int) -> Bool {
        guard let end, end <= start else { return false }
        return source[end..<start].count { $0 == UInt8(ascii: "\n") } > 1
    }

    /// A string with no more escapes than it needs to be seen.
    private static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.value(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
