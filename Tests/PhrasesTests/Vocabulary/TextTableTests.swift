import TestSupport
import Testing

@testable import Phrases

/// Texts with numbers, against a dictionary.
@Suite struct TextTableTests {
    @Test(arguments: [1, 2, 3] as [UInt64]) func numbersTextsAsTheyCome(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let letters = Array("aaabé*😡")
        var table = TextTable()
        var numbers: [[UInt8]: Int] = [:]
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...24, using: &generator)
            let text = Array(String((0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] }).utf8)
            text.withUnsafeBufferPointer { bytes in
                #expect(table.knownNumber(of: bytes) == numbers[text])
                let expected = numbers[text] ?? numbers.count
                #expect(table.number(of: bytes) == expected)
                numbers[text] = expected
            }
        }
        #expect(table.count == numbers.count)
        for (text, number) in numbers { #expect(Array(table.list[number].utf8) == text) }
    }
}
