/// Whether a regular expression holds something that can be searched for on every way through it: three letters or digits in a row, a sign,
/// or a class of few characters.
///
/// It reads expressions that the library has accepted; in doubt it says no.
struct ExpressionBreadth {
    private(set) var isSearchable = false
    /// Whether the expression tells capitals from small letters somewhere.
    private(set) var readsCase = false

    private let scalars: [Unicode.Scalar]
    private var index = 0

    /// Letters or digits in a row that can be searched for.
    private static let shortestRun = 3
    /// A class of more characters is too broad to be searched for.
    private static let widestClass = 16

    init(_ source: String) {
        scalars = Array(source.unicodeScalars)
        isSearchable = alternatives()
    }

    /// Reads branches up to a bracket that closes, or the end: whether all of them can be searched for.
    private mutating func alternatives() -> Bool {
        var all = sequence()
        while take("|") {
            let isSearchable = sequence()
            all = all && isSearchable
        }
        return all
    }

    private mutating func sequence() -> Bool {
        var isSearchable = false
        var run = 0
        while let scalar = current, scalar != "|", scalar != ")" {
            switch part(scalar) {
            case .letter(let weight):
                let (least, isFixed) = repetition()
                run = least == 0 ? 0 : run + weight * least
                if run >= Self.shortestRun { isSearchable = true }
                if !isFixed { run = 0 }
            case .group(let canBeSearched):
                run = 0
                let (least, _) = repetition()
                if least > 0, canBeSearched { isSearchable = true }
            }
        }
        return isSearchable
    }

    private enum Part {
        /// A letter or digit that stands for itself, and how many it counts for.
        case letter(Int)
        /// Anything else, and whether it can be searched for.
        case group(Bool)
    }

    private mutating func part(_ scalar: Unicode.Scalar) -> Part {
        index += 1
        switch scalar {
        case "(": return .group(group())
        case "[": return .group(charactersOfClass() <= Self.widestClass)
        case "\\": return escape()
        case ".", "^", "$": return .group(false)
        default: return Self.weight(of: scalar).map { .letter($0) } ?? .group(!scalar.properties.isWhitespace)
        }
    }

    /// In a script without spaces a letter says as much as two.
    private static func weight(of scalar: Unicode.Scalar) -> Int? {
        guard scalar.properties.isAlphabetic || "0"..."9" ~= scalar else { return nil }
        return ScalarKind.isUnsegmented(scalar) ? 2 : 1
    }

    /// Reads what stands behind a backslash.
    private mutating func escape() -> Part {
        guard let scalar = current else { return .group(false) }
        index += 1
        switch scalar {
        case "d": return .group(true)
        case "Q":
            let start = index
            while index < scalars.count, !(scalars[index] == "\\" && index + 1 < scalars.count && scalars[index + 1] == "E") { index += 1 }
            let isLong = Self.hasRun(scalars[start..<index])
            index = min(scalars.count, index + 2)
            return .group(isLong)
        case "p", "P", "x", "o", "g", "k":
            passBraces()
            return .group(false)
        default: return .group(Self.weight(of: scalar) == nil && !scalar.properties.isWhitespace)
        }
    }

    private static func hasRun(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        var run = 0
        return scalars.contains { scalar in
            run = weight(of: scalar).map { run + $0 } ?? 0
            return run >= shortestRun
        }
    }

    private mutating func passBraces() {
        guard current == "{" else { return }
        pass(to: "}")
    }

    /// Reads a group behind its bracket: whether it can be searched for.
    private mutating func group() -> Bool {
        if take("*") || current == "?" && next == "#" {
            pass(to: ")")
            return false
        }
        if take("?") { passGroupHead() }
        let isSearchable = alternatives()
        _ = take(")")
        return isSearchable
    }

    /// Reads the `:`, the flags or the name of a group behind its question mark.
    private mutating func passGroupHead() {
        var isOff = false
        while let scalar = current {
            switch scalar {
            case ")": return
            case ":":
                index += 1
                return
            case "<", "'":
                index += 1
                pass(to: scalar == "<" ? ">" : "'")
                return
            case "-": isOff = true
            case "i": if isOff { readsCase = true }
            default: break
            }
            index += 1
        }
    }

    /// Reads a class behind its bracket: how many characters it has; very many where it has spaces or all but some.
    private mutating func charactersOfClass() -> Int {
        let many = 1_000_000
        var count = take("^") ? many : 0
        var isFirst = true
        while let scalar = current, isFirst || scalar != "]" {
            isFirst = false
            index += 1
            if scalar == "[", current == ":" {
                count += posixClass() ? 10 : many
            } else if scalar == "\\" {
                count += escapeInClass() ?? many
            } else if current == "-", let last = next, last != "]", last != "\\", last.value >= scalar.value {
                index += 2
                count += Int(last.value - scalar.value) + 1
            } else {
                count += scalar.properties.isWhitespace ? many : 1
            }
        }
        _ = take("]")
        return min(count, many)
    }

    /// Reads `[:digit:]` and its like behind the first bracket: whether it is that one.
    private mutating func posixClass() -> Bool {
        let start = index
        pass(to: "]")
        return scalars[start..<index].starts(with: ":digit:".unicodeScalars)
    }

    /// How many characters an escape in a class stands for; nil for very many.
    private mutating func escapeInClass() -> Int? {
        guard let scalar = current else { return nil }
        index += 1
        if scalar == "d" { return 10 }
        return Self.weight(of: scalar) == nil && !scalar.properties.isWhitespace ? 1 : nil
    }

    /// Reads how often the part before may be there: the least, and whether that is also the most.
    private mutating func repetition() -> (least: Int, isFixed: Bool) {
        let start = index
        switch current {
        case "*", "?", "+": index += 1
        case "{": passBraces()
        default: return (1, true)
        }
        let written = scalars[start..<index]
        _ = take("?")
        if written.first == "+" { return (1, false) }
        guard written.first == "{" else { return (0, false) }
        var digits = String.UnicodeScalarView()
        digits.append(contentsOf: written.dropFirst().prefix { "0"..."9" ~= $0 })
        return (Int(String(digits)) ?? 0, !written.contains(","))
    }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
    private var next: Unicode.Scalar? { index + 1 < scalars.count ? scalars[index + 1] : nil }

    /// Goes on behind the next such character, or to the end.
    private mutating func pass(to scalar: Unicode.Scalar) {
        while index < scalars.count, scalars[index] != scalar { index += 1 }
        index = min(scalars.count, index + 1)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        index += 1
        return true
    }
}
