public struct Phrase: Sendable, Hashable { public let source: String; public init(parsing source: String) throws(PhraseError) { self.source = source }
 public var lists: [String] { [] }
 public var wholeList: String? { nil } }
public struct PhraseError: Error, Sendable, Hashable { public var code = ""; public var message = ""; public var help: String? = ""; public var range = 0..<1 }
public struct PhraseMatcher: Sendable { public init(_ p: [Phrase]) throws(PhraseError) {} ; public func scan(_ t: String) -> TextScan { TextScan() } }
public struct TextScan: Sendable { public let words = 0; public let sentences: [Sentence] = []; public let matches: [PhraseMatch] = [] }
public struct PhraseMatch: Sendable { public let phrase = 0; public let span = 0..<1 }
public struct Sentence: Sendable { public enum Kind: String, Sendable, CaseIterable { case statement, question, exclamation }; public let kind: Kind; public let span: Range<Int> }
