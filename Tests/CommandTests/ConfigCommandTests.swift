import TestSupport
import Testing

@Suite struct ConfigCommandTests {
    @Test func saysWhereEachSettingComesFrom() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("{\n  \"settle\": \"5s\"\n}\n", to: "tactd.json")
        var tact = Command.tact
        tact.environment["TACT_RETAIN"] = "1d"
        let outcome = try await tact.run(["config", "check", "--config", file])
        #expect(outcome.output.contains(/settle +5s +.*tactd\.json:2\n/))
        #expect(outcome.output.contains(/retain +1d +TACT_RETAIN\n/))
        #expect(outcome.output.contains(/spool +\/var\/spool\/tact +default\n/))
        #expect(outcome.code == 0)
    }

    @Test func showsMistakesWithTheirPlace() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("{ \"setle\": \"5s\" }\n", to: "tactd.json")
        let outcome = try await Command.tact.run(["config", "check", "--config", file])
        #expect(outcome.errors.contains("tactd.json:1:3: error: unknown key “setle”"))
        #expect(outcome.errors.contains("did you mean “settle”?"))
        #expect(outcome.output.isEmpty)
        #expect(outcome.code == 2)
    }
}
