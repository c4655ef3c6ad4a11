import Diagnostics
import Glibc

/// What is known of the terminal, if there is one.
enum Terminal {
    enum Stream: Int32 { case output = 1, error = 2 }

    static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

    /// Colours on a terminal that has them, unless `NO_COLOR` is set (https://no-color.org).
    static func style(of stream: Stream) -> TerminalStyle {
        let isWanted = (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
        return TerminalStyle(hasColour: isWanted && isTerminal(stream))
    }

    /// The columns of a line: as many as the terminal has, but no more than are read with ease.
    static var width: Int {
        var size = winsize()
        guard isTerminal(.output), ioctl(Stream.output.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return readable }
        return min(Int(size.ws_col), readable)
    }

    static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    private static let readable = 100
}
