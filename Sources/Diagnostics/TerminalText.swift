/// Text made safe for a terminal, cell by cell, so that something can be underlined or wrapped.
///
/// What could move the cursor, hide text or turn its direction is shown as `\u{1b}`; a tab becomes spaces.
public struct TerminalText: Sendable, Hashable {
    /// One character as it is shown.
    public struct Cell: Sendable, Hashable {
        public var text: String
        /// In columns of the terminal.
        public var width: Int

        public init(text: String, width: Int) {
            self.text = text
            self.width = width
        }
    }

    /// One for each character, in their order.
    public private(set) var cells: [Cell] = []

    private static let tabStop = 4

    /// - Parameter characters: A string, or characters that were taken out of one.
    public init(_ characters: some Sequence<Character>) {
        var column = 0
        for character in characters {
            let cell = Self.cell(character, column: column)
            cells.append(cell)
            column += cell.width
        }
    }

    /// The columns that all cells take.
    public var width: Int { cells.reduce(0) { $0 + $1.width } }

    /// The text as it is shown.
    public var text: String { cells.reduce(into: "") { $0 += $1.text } }

    /// The columns that some of the cells take; never empty, so that an underline can be seen.
    ///
    /// - Parameter range: Positions of cells; what lies outside is taken as the end of the text.
    public func columns(of range: Range<Int>) -> Range<Int> {
        let range = range.clamped(to: 0..<cells.count)
        let start = cells[..<range.lowerBound].reduce(0) { $0 + $1.width }
        let count = cells[range].reduce(0) { $0 + $1.width }
        return start..<start + max(1, count)
    }

    /// A text on one line, safe for a terminal: for names and sentences that stand within other text.
    public static func escaped(_ text: String) -> String {
        if text.unicodeScalars.allSatisfy({ $0.value < 0x7F && $0.value >= 0x20 }) { return text }
        return text.reduce(into: "") { $0 += isSafe($1) ? String($1) : escaped($1) }
    }

    private static func cell(_ character: Character, column: Int) -> Cell {
        if character == "\t" {
            let width = tabStop - column % tabStop
            return Cell(text: String(repeating: " ", count: width), width: width)
        }
        if isSafe(character) { return Cell(text: String(character), width: character.terminalWidth) }
        let text = escaped(character)
        return Cell(text: text, width: text.reduce(0) { $0 + $1.terminalWidth })
    }

    private static func isSafe(_ character: Character) -> Bool {
        // The flags of England, Scotland and Wales are a black flag with invisible tags; elsewhere tags only hide.
        let isFlag = character.unicodeScalars.first?.value == 0x1F3F4
        return character.unicodeScalars.allSatisfy { !$0.isUnsafeOnTerminal || isFlag && $0.isTag }
    }

    private static func escaped(_ character: Character) -> String {
        character.unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.isUnsafeOnTerminal {
                text += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Unicode.Scalar {
    /// Whether the scalar could move the cursor, end a line, turn the direction of text, or be there without being seen.
    fileprivate var isUnsafeOnTerminal: Bool {
        if value < 0x7F { return value < 0x20 }
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        // Joiners shape words of many scripts, and emoji.
        case .format: return value != 0x200C && value != 0x200D
        default: return false
        }
    }

    fileprivate var isTag: Bool { (0xE0020...0xE007F).contains(value) }
}
