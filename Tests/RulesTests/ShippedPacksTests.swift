import Rules
import TestSupport
import Testing

@Suite struct ShippedPacksTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `an installed program finds share beside its bin`() throws {
        try folder.write("", to: "usr/bin/tact")
        try folder.write("{}", to: "usr/share/tact/rules/core.json")
        #expect(ShippedPacks.folder(of: folder.path("usr/bin/tact")) == folder.path("usr/share/tact/rules"))
    }

    @Test func `a program in a checkout finds its rules`() throws {
        try folder.write("", to: "Package.swift")
        try folder.write("{}", to: "rules/core.json")
        #expect(ShippedPacks.folder(of: folder.path(".build/debug/tact")) == folder.path("rules"))
    }

    @Test func `elsewhere there are none`() {
        #expect(ShippedPacks.folder(of: folder.path("bin/tact")) == nil)
    }
}
