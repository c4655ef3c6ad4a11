import Diagnostics
import Rules
import SystemCalls

/// Pieces of the work that no command does alone, for `bench.py`:
///
///     bench-pieces matching RULES TEXTS ROUNDS    matches texts, each ended by a zero byte; a line for each round
///     bench-pieces expressions RULES              the phrases of packs as regular expressions, one a line
///     bench-pieces reading EXPORT ROUNDS          reads an export, and does nothing with it; a line for each round
///
/// RULES are packs and folders of packs, separated by colons.
let arguments = CommandLine.arguments

func fail(_ message: String) -> Never {
    StandardStream.error.write(message + "\n")
    ProcessEnvironment.exit(2)
}

guard arguments.count > 2 else { fail("usage: bench-pieces matching RULES TEXTS ROUNDS | expressions RULES | reading EXPORT ROUNDS") }

func loadedRules() -> RuleSet {
    let loaded = RuleSet.load(paths: arguments[2].split(separator: ":").map { String($0) })
    guard let rules = loaded.ruleSet else { fail(DiagnosticText(style: .plain).render(loaded.diagnostics)) }
    return rules
}

switch arguments[1] {
case "matching":
    guard arguments.count > 4, let rounds = Int(arguments[4]) else { fail("usage: bench-pieces matching RULES TEXTS ROUNDS") }
    let file = try NamedFile.contents(of: arguments[3], limit: 4 << 30)
    let texts = file.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    MatchingPiece(loadedRules(), texts: texts).run(rounds: rounds)
case "expressions":
    for expression in PhraseExpressions(loadedRules()).all { print(expression) }
case "reading":
    guard arguments.count > 3, let rounds = Int(arguments[3]) else { fail("usage: bench-pieces reading EXPORT ROUNDS") }
    try ReadingPiece(try NamedFile.contents(of: arguments[2], limit: 4 << 30), name: arguments[2]).run(rounds: rounds)
default: fail("there is no piece “\(arguments[1])”")
}
