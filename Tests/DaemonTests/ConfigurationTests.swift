import Daemon
import Diagnostics
import Testing

@Suite struct ConfigurationTests {
    func load(
        _ text: String? = nil, flags: [String: [String]] = [:], environment: [String: String] = [:], file: String? = nil
    ) throws(DiagnosticsError) -> Configuration.Loaded {
        try Configuration.load(flags: flags, environment: environment, file: file) { _ in text.map { Array($0.utf8) } }
    }

    func mistakes(_ text: String? = nil, flags: [String: [String]] = [:], environment: [String: String] = [:]) -> [Diagnostic] {
        do {
            _ = try load(text, flags: flags, environment: environment)
            return []
        } catch {
            return error.diagnostics
        }
    }

    @Test func needsNothing() throws {
        let loaded = try load()
        #expect(loaded.configuration == Configuration())
        #expect(loaded.file == nil)
        #expect(loaded.description.count == Setting.all.count)
        #expect(loaded.description.allSatisfy { $0.origin == .builtIn })
    }

    @Test func putsFlagsOverVariablesOverTheFile() throws {
        let loaded = try load(
            #"{"spool": "/file", "state": "/file", "settle": "5s", "limits": {"depth": 10}}"#, flags: ["spool": ["/flag"]],
            environment: ["TACT_SPOOL": "/variable", "TACT_STATE": "/variable", "TACT_RETAIN": "", "HOME": "/root"])
        #expect(loaded.configuration.spool.text == "/flag")
        #expect(loaded.configuration.state.text == "/variable")
        #expect(loaded.configuration.settle == .seconds(5))
        #expect(loaded.configuration.limits.depth == 10)
        let origins = Dictionary(uniqueKeysWithValues: loaded.description.map { ($0.key, "\($0.value) (\($0.origin))") })
        #expect(origins["spool"] == "/flag (--spool)")
        #expect(origins["state"] == "/variable (TACT_STATE)")
        #expect(origins["settle"] == "5s (\(Configuration.defaultFile):1)")
        #expect(origins["retain"] == "7d (default)")
    }

    @Test func takesSeveralRules() throws {
        #expect(try load(#"{"rules": ["a", "b"]}"#).configuration.rules.map(\.text) == ["a", "b"])
        #expect(try load(environment: ["TACT_RULES": "a:b"]).configuration.rules.map(\.text) == ["a", "b"])
        #expect(try load(flags: ["rules": ["a", "b"]]).configuration.rules.map(\.text) == ["a", "b"])
    }

    @Test func takesANumberOfThreads() throws {
        #expect(try load().configuration.jobs == .automatic)
        #expect((1...JobCount.most).contains(JobCount.automatic.number))
        #expect(try load(#"{"jobs": 3}"#).configuration.jobs.number == 3)
        #expect(try load(#"{"jobs": 3}"#, environment: ["TACT_JOBS": "auto"]).configuration.jobs == .automatic)
        for text in ["0", "9", "-1", "many", ""] { #expect(mistakes(flags: ["jobs": [text]]).map(\.code) == ["bad-setting"]) }
        for jobs in [JobCount.automatic, .exactly(1), .exactly(8)] { #expect(JobCount(setting: jobs.settingText) == jobs) }
    }

    @Test func readsSources() throws {
        let loaded = try load(#"{"sources": {"zendesk": {"channel": "email", "agents": ["Ann"]}}}"#)
        #expect(loaded.configuration.sources["zendesk"]?.channel == .email)
        #expect(loaded.configuration.sources["zendesk"]?.agents.entries == ["Ann"])
        #expect(loaded.description.suffix(2).map(\.key) == ["sources.zendesk.channel", "sources.zendesk.agents"])
    }

    @Test func saysWhereAMistakeIsAndWhatToWrite() throws {
        let found = mistakes(
            """
            {
              "spol": "/x",
              "settle": "soon",
              "batch": 65,
              "limits": {"depht": 3},
              "sources": {"a": {"channel": "emial"}}
            }
            """)
        #expect(found.map(\.code) == ["bad-setting", "bad-setting", "unknown-key", "unknown-word", "unknown-key"])
        #expect(found.map { $0.place?.line } == [3, 4, 5, 6, 2])
        #expect(found[0].message == "“settle” must be a length of time such as 500ms, 2s, 10m, 12h or 7d, or 0")
        #expect(found[2].help == "did you mean “depth”?")
        #expect(found[3].help == "did you mean “email”?")
        #expect(found[4].help == "did you mean “spool”?")
    }

    @Test func isAsStrictWithVariablesAndFlags() {
        let found = mistakes(flags: ["retain": ["-1d"]], environment: ["TACT_SPOL": "/x", "TACT_BATCH": "many"])
        #expect(found.map(\.code) == ["bad-setting", "unknown-variable", "bad-setting"])
        #expect(found[0].message == "TACT_BATCH must be a whole number from 1 to 64, not “many”")
        #expect(found[1].help == "did you mean “TACT_SPOOL”?")
        #expect(found[2].message.hasPrefix("--retain must be"))
    }

    @Test func wantsAFileThatWasNamed() {
        do {
            _ = try load(file: "/none")
            Issue.record("a missing file was taken")
        } catch {
            #expect(error.diagnostics.map(\.code) == ["no-such-file"])
        }
    }

    @Test(arguments: [
        ("0", "0"), ("500ms", "500ms"), ("1000ms", "1s"), ("90s", "90s"), ("120s", "2m"), ("24h", "1d"), ("36500d", "36500d"),
    ])
    func readsLengthsOfTime(text: String, shown: String) throws {
        #expect(try #require(Duration(setting: text)).settingText == shown)
    }

    @Test(arguments: ["", "s", "1", "-1s", "1.5s", "1 s", "36501d", "99999999999999999999s", "1w"])
    func refusesOtherLengthsOfTime(text: String) {
        #expect(Duration(setting: text) == nil)
    }

    @Test(arguments: [("0", "0"), ("1", "1"), ("1024", "1KiB"), ("64MiB", "64MiB"), ("2048MiB", "2GiB")])
    func readsNumbersOfBytes(text: String, shown: String) throws {
        #expect(try #require(ByteCount(setting: text)).settingText == shown)
    }

    @Test(arguments: ["", "KiB", "-1", "1KB", "9999999999999GiB", "1.5MiB"])
    func refusesOtherNumbersOfBytes(text: String) {
        #expect(ByteCount(setting: text) == nil)
    }

    @Test func namesEverySettingOnceInEveryWay() {
        #expect(Set(Setting.all.map(\.key)).count == Setting.all.count)
        #expect(Set(Setting.all.map(\.variable)).count == Setting.all.count)
        #expect(Set(Setting.all.map(\.flag)).count == Setting.all.count)
        #expect(Setting.all.first { $0.key == "limits.whole_file" }?.variable == "TACT_LIMITS_WHOLE_FILE")
        #expect(Setting.all.first { $0.key == "log_level" }?.flag == "--log-level")
    }
}
