/// A key that an object of a pack may have, as data: what the schema, the layout and the pages of rules know of the language.
///
/// It says what a key is, not what it means: that is with the code that reads it.
public struct KeyDescription: Sendable {
    public let name: String
    public let shape: ValueShape
    /// What it is, in a sentence.
    public let text: String
    /// Whether an object that extends no other must have it.
    public let isRequired: Bool
    /// The value that counts where the key is absent, as JSON; nil where there is none.
    public let standard: String?
    /// A value to learn from, as JSON.
    public let example: String?

    public init(
        _ name: String, _ shape: ValueShape, _ text: String, isRequired: Bool = false, standard: String? = nil, example: String? = nil
    ) {
        self.name = name
        self.shape = shape
        self.text = text
        self.isRequired = isRequired
        self.standard = standard
        self.example = example
    }
}

/// What an object of a pack is, and its keys in the order in which they are written.
public struct ObjectDescription: Sendable {
    public let text: String
    public let keys: [KeyDescription]
    /// Keys of which at least one must be there; empty, nothing is asked.
    public let oneOf: [String]

    public init(_ text: String, keys: [KeyDescription], oneOf: [String] = []) {
        self.text = text
        self.keys = keys
        self.oneOf = oneOf
    }
}

/// What JSON a value must be.
public indirect enum ValueShape: Sendable {
    case text(TextForm)
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case boolean
    /// One of some words.
    case word([String])
    case array(ValueShape)
    /// An array of two.
    case pair(ValueShape)
    /// A value, or an array of such.
    case oneOrMore(ValueShape)
    case object(ObjectDescription)
    /// An object whose keys are names.
    case map(ValueShape)
    case either([ValueShape])
    /// A rule, whose keys depend on its kind.
    case rule
    /// A shape that is used in many places, or within itself.
    case shared(SharedShape)

    /// One of the words of an enumeration.
    static func word<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) -> ValueShape { .word(type.allCases.map(\.rawValue)) }

    public static let text = ValueShape.text(.sentence)
}

/// What a text must look like.
public enum TextForm: Sendable, Hashable {
    /// Any text that is not empty.
    case sentence
    case name, version, language, duration, date
    /// A rule or list of some pack, as `pack/name`.
    case reference
    /// A pack with the versions of it that will do, as `name@^1.2`.
    case versionRange
    case phrase
    /// A line of an example, as `C: Hello?`.
    case line
    /// Any text, even an empty one.
    case any

    /// A regular expression (ECMA 262) that such texts match; nil where all may.
    public var pattern: String? {
        let name = "[a-z0-9]+(-[a-z0-9]+)*"
        let number = "(0|[1-9][0-9]{0,8})"
        return switch self {
        case .sentence: "\\S"
        case .name: "^\(name)$"
        case .version: "^\(number)\\.\(number)\\.\(number)$"
        case .language: "^[a-z]{2,3}$"
        case .duration: "^[0-9]{1,7}[smhd]$"
        case .date: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        case .reference: "^\(name)/\(name)$"
        case .versionRange: "^\(name)@(\\^|~|>=)?\(number)(\\.\(number)){0,2}$"
        case .line: "^[CABSN](@[0-9]+:[0-9:]+)?[: ]"
        case .phrase, .any: nil
        }
    }
}
