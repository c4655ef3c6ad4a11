/// Words that are more than ASCII letters, or part of something longer.
extension Lexer {
    /// Reads a word that the fast road gave up on.
    ///
    /// - Parameters:
    ///   - start: Where the word begins.
    ///   - letters: How many ASCII letters it surely begins with.
    mutating func readUnusualWord(from start: Int, letters: Int, _ lexeme: inout Lexeme) {
        if letters > 0, mayBeginCompound(start, letters), readCompound(from: start, letters: letters, &lexeme) { return }
        var reading = WordReading()
        lexeme.word.clear()
        position = start
        while let length = read(&reading, into: &lexeme.word) { position += length }
        // A combining mark without a letter is no word, and yet must be passed.
        if position == start { position += max(1, scalar(at: start).1) }
        lexeme.set(.word, start, position, reading.classes)
        lastWord = start..<position
    }

    /// Reads one scalar of a word.
    ///
    /// - Returns: How many bytes to go on; nil where the word is at its end.
    private mutating func read(_ reading: inout WordReading, into word: inout FoldedWord) -> Int? {
        let byte = byte(position)
        if byte.isLetter {
            reading.addLetter(isCapital: byte.isCapital)
            reading.append(Unicode.Scalar(byte | 0x20), to: &word)
            return 1
        }
        if byte.isDigit {
            reading.addDigit()
            reading.append(Unicode.Scalar(byte), to: &word)
            return 1
        }
        if byte == UInt8(ascii: "&") { return readEntity(into: &word, &reading) }
        guard byte >= 0x80 || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") else { return nil }
        return readUnusualScalar(&reading, into: &word)
    }

    private mutating func readUnusualScalar(_ reading: inout WordReading, into word: inout FoldedWord) -> Int? {
        let (scalar, length) = scalar(at: position)
        let entry = ScalarTable.entry(scalar)
        switch entry.kind {
        case .letter, .digit, .combining:
            if entry.kind == .letter { reading.addLetter(isCapital: entry.isUppercase) }
            if entry.kind == .digit { reading.addDigit() }
            if ScalarKind.isUnsegmented(scalar) { hasUnsegmentedScript = true }
            if let folded = entry.folded {
                reading.append(folded, to: &word)
            } else {
                Folding.fold(scalar) { reading.append($0, to: &word) }
            }
        case .apostrophe:
            guard word.length > 0, beginsWordScalar(position + length) else { return nil }
            reading.append("'", to: &word)
        case .ignorable: break
        default: return nil
        }
        return length
    }

    /// Reads an apostrophe that is written as an entity.
    private func readEntity(into word: inout FoldedWord, _ reading: inout WordReading) -> Int? {
        guard let (entity, length) = entity(at: position), entity == .apostrophe, word.length > 0, beginsWordScalar(position + length)
        else { return nil }
        reading.append("'", to: &word)
        return length
    }

    private func beginsWordScalar(_ offset: Int) -> Bool {
        let byte = byte(offset)
        guard byte >= 0x80 else { return byte.isAlphanumeric }
        let kind = ScalarTable.entry(scalar(at: offset).0).kind
        return kind == .letter || kind == .digit
    }
}

/// What is known of a word that is being read.
private struct WordReading {
    private var letters = 0
    private var capitals = 0
    private var digits = 0
    private var beginsWithLetter = false
    private var last: Unicode.Scalar?

    mutating func addLetter(isCapital: Bool) {
        if letters + digits == 0 { beginsWithLetter = true }
        letters += 1
        if isCapital { capitals += 1 }
    }

    mutating func addDigit() { digits += 1 }

    /// Adds a folded scalar, joined with the letter before it where the two have a composed form.
    mutating func append(_ scalar: Unicode.Scalar, to word: inout FoldedWord) {
        if scalar.value >= 0x300, let last, !word.isOverlong, ScalarTable.entry(scalar).kind != .digit,
            let composed = Composition.compose(last, scalar)
        {
            word.removeLast(last.utf8.count)
            word.append(composed)
            self.last = composed
        } else {
            word.append(scalar)
            last = scalar
        }
    }

    var classes: TokenClasses {
        if letters == 0 { return digits > 0 ? .number : [] }
        if digits > 0 { return digits >= (beginsWithLetter ? 3 : 5) && letters < 6 ? .orderID : [] }
        return letters > 2 && capitals == letters ? .shout : []
    }
}
