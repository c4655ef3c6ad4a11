// swift-tools-version: 6.2
import PackageDescription

/// No warnings, and `any` spelled out: both are the house's rule, so the compiler keeps them.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

/// One room of the house: a module under `Sources/`, and its tests under `Tests/`.
///
/// - Parameter exclude: Files of the module that are for people.
func room(
    _ name: String, on dependencies: [Target.Dependency] = [], exclude: [String] = [], tests: [Target.Dependency] = []
) -> [Target] {
    [
        .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings),
        .testTarget(
            name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies + tests + ["TestSupport"],
            swiftSettings: settings),
    ]
}

// A module stands above what it imports; nothing imports upwards. CONTRIBUTING.md draws the house.
let libraries: [Target] = [
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .target(name: "CGMime"),
    .systemLibrary(name: "CHyperscan", providers: [.apt(["libhyperscan-dev"])]),
    .systemLibrary(name: "CInotifyTools", providers: [.apt(["libinotifytools0-dev"])]),
    .target(name: "CLibXML2", dependencies: ["LibXML2"]),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CSystemCalls", linkerSettings: [.linkedLibrary("z")]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "LibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
]

let floors: [[Target]] = [
    room("SystemCalls", on: ["CSystemCalls"]),
    room("Transcripts"),
    room("Phrases", on: ["CHyperscan"]),
    room("Diagnostics"),
    room("Findings", on: ["Diagnostics", "SystemCalls", "Transcripts"]),
    room("Spool", on: ["CInotifyTools", "Diagnostics", "SystemCalls"]),
    room("Rules", on: ["Diagnostics", "Findings", "Phrases", "SystemCalls", "Transcripts"], tests: ["RuleTesting"]),
    room(
        "TranscriptFormats", on: ["CArchive", "CGMime", "CLibXML2", "CSimdJSON", "CZlib", "Diagnostics", "Transcripts"],
        exclude: ["DIAGNOSTICS.md"], tests: ["Mutations"]
    ),
    room("Linting", on: ["Diagnostics", "Findings", "Phrases", "Rules", "Transcripts"]),
    room("Reports", on: ["Diagnostics", "Findings", "Linting", "Phrases", "Rules", "Transcripts"]),
    room("RuleAuthoring", on: ["Diagnostics", "Findings", "Rules", "Transcripts"]),
    room("RuleTesting", on: ["Diagnostics", "Findings", "Linting", "Rules", "Transcripts"]),
    room(
        "Daemon",
        on: [
            "Diagnostics", "Findings", "Linting", "Rules", "Spool", "SystemCalls", "TranscriptFormats", "Transcripts", logging,
        ]),
]

let commands: [Target] = [
    .executableTarget(
        name: "tact",
        dependencies: [
            "Daemon", "Diagnostics", "Findings", "Linting", "Reports", "RuleAuthoring", "Rules", "RuleTesting", "SystemCalls", "TranscriptFormats",
            "Transcripts", argumentParser,
        ],
        swiftSettings: settings),
    .executableTarget(
        name: "tactd", dependencies: ["Daemon", "Diagnostics", "Linting", "RuleTesting", "Rules", "Spool", "SystemCalls", "Transcripts", argumentParser],
        swiftSettings: settings),
    .testTarget(name: "CommandTests", dependencies: ["TestSupport"], swiftSettings: settings),
    .target(name: "Mutations", dependencies: ["Diagnostics"], path: "Tests/Mutations", swiftSettings: settings),
    .target(name: "TestSupport", dependencies: ["SystemCalls"], path: "Tests/TestSupport", swiftSettings: settings),
]

/// Fuzzing needs flags that no other build has, so it is built only where it is asked for: see `Tests/Fuzzing/README.md`.
let fuzzing: [Target] =
    Context.environment["TACT_FUZZING"] == nil
    ? []
    : [
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "Daemon", "Diagnostics", "Findings", "Linting", "Mutations", "Phrases", "RuleTesting", "Rules", "Spool", "SystemCalls",
                "TranscriptFormats", "Transcripts",
            ],
            path: "Tests/Fuzzing", exclude: ["README.md", "run.sh"], swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]),
    ]

/// Measured pieces of the work; built only where they are asked for: see `Tests/Benchmarks/README.md`.
let benchmarks: [Target] =
    Context.environment["TACT_BENCHMARKS"] == nil
    ? []
    : [
        .executableTarget(
            name: "bench-pieces", dependencies: ["Diagnostics", "Phrases", "Rules", "SystemCalls", "TranscriptFormats"],
            path: "Tests/Benchmarks/Pieces", swiftSettings: settings)
    ]

let package = Package(
    name: "tact",
    products: [
        .executable(name: "tact", targets: ["tact"]),
        .executable(name: "tactd", targets: ["tactd"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    ],
    targets: libraries + floors.flatMap { $0 } + commands + fuzzing + benchmarks)
