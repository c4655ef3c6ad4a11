/// The shapes that packs use in many places.
public enum SharedShape: String, Sendable, Hashable, CaseIterable {
    case phrase, phrases, list, selector, condition, protection, examples
    case exampleCase = "example"

    /// What it is made of.
    public var shape: ValueShape {
        switch self {
        case .phrase: .either([.text(.phrase), .object(PackCompiler.phraseDescription)])
        case .phrases: .oneOrMore(.shared(.phrase))
        case .list: .either([.array(.shared(.phrase)), .object(ListReader.description)])
        case .selector: .object(Selector.description)
        case .condition: .object(Condition.description)
        case .protection: .either([.text(.phrase), .object(Protection.description)])
        case .examples: .object(ExampleReader.description)
        case .exampleCase: .either([.array(.text(.line)), .object(ExampleReader.caseDescription)])
        }
    }
}
