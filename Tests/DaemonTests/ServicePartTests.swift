import Daemon
import Diagnostics
import Foundation
import Logging
import SystemCalls
import TestSupport
import Testing

@Suite struct ServiceLogTests {
    let time = ManualTime()
    let lines = Lines()

    func logger(_ style: ServiceLog.Style, _ level: Logger.Level = .info) -> (Logger, ServiceLog) {
        let log = ServiceLog(style: style, time: time) { [lines] in lines.append($0) }
        log.level = level
        return (log.logger, log)
    }

    @Test func writesAsTheJournalWantsIt() {
        let (logger, _) = logger(.journal, .debug)
        logger.debug("a")
        logger.info("b")
        logger.notice("c")
        logger.warning("d")
        logger.error("e", metadata: ["file": "x"])
        #expect(lines.all == ["<7>a\n", "<6>b\n", "<5>c\n", "<4>d\n", "<3>e file=x\n"])
    }

    @Test func reportsDiagnosticsBySeverity() {
        let (_, log) = logger(.journal)
        log.report([Diagnostic(code: "bad", "a"), Diagnostic(.warning, code: "odd", "b", help: "c"), Diagnostic(code: "bad", "d")])
        #expect(lines.all == ["<3>a [bad]\n", "<4>b [odd]; c\n", "<3>d [bad]\n"])
    }

    @Test func writesTheTimeForPeople() throws {
        logger(.plain).0.info("hello")
        let line = try #require(lines.all.first)
        #expect(line.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ info: hello\n/) != nil)
    }

    @Test func leavesOutWhatIsBelowItsLevel() {
        let (logger, _) = logger(.journal, .warning)
        logger.info("a")
        logger.warning("b")
        #expect(lines.all == ["<4>b\n"])
    }

    @Test func writesOneLineASecondForEachCause() {
        let (logger, log) = logger(.journal)
        func complain(_ number: Int) { logger.warning("number \(number)") }
        for number in 1...5 { complain(number) }
        logger.warning("something else")
        #expect(lines.all == ["<4>number 1\n", "<4>something else\n"])
        time.pass(.seconds(1))
        complain(6)
        #expect(lines.all.last == "<4>number 6 (and 4 like it before)\n")
        complain(7)
        complain(8)
        time.pass(.seconds(1))
        // The daemon asks for this in every round.
        log.flush()
        #expect(lines.all.last == "<5>number 8 (the last of 2 like it)\n")
    }

    @Test func staysOnItsLine() {
        logger(.journal).0.info("a\nb\u{1B}[31m\u{202E}")
        #expect(lines.all == ["<6>a\\u{a}b\\u{1b}[31m\\u{202e}\n"])
    }
}

@Suite struct ServiceNotifierTests {
    @Test func keepsTheStatusOnOneLine() {
        let lines = Lines()
        ServiceNotifier { lines.append($0) }.status("a\nREADY=1")
        #expect(lines.all == ["STATUS=a?READY=1"])
    }

    @Test(arguments: [
        (["WATCHDOG_USEC": "30000000"], 30_000_000_000), (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "5"], 30_000_000_000),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "6"], nil), (["WATCHDOG_USEC": "soon"], nil),
        (["WATCHDOG_USEC": "0"], nil), ([:], nil),
    ] as [([String: String], Int64?)])
    func readsWhatTheWatchdogWants(environment: [String: String], interval: Int64?) {
        #expect(ServiceNotifier(environment: environment, processID: 5).watchdogInterval == interval)
    }

    @Test func sendsDatagrams() throws {
        let folder = try TestDaemon().folder
        let path = folder.path("notify")
        let receiver = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(receiver) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(receiver, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
        try #require(bound == 0)
        ServiceNotifier(environment: ["NOTIFY_SOCKET": path]).ready()
        var buffer = [UInt8](repeating: 0, count: 100)
        let count = recv(receiver, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == "READY=1")
    }
}
