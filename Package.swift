// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is compiled with: the Swift 6 mode, and no warning left standing.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
]

/// Targets that touch C memory say `unsafe` wherever they do.
let strictMemory: [SwiftSetting] = strict + [.strictMemorySafety()]

/// A module with an ordinary C target below it: the headers Swift cannot import by itself, and nothing else.
func cTarget(_ name: String, links libraries: [String]) -> Target {
    .target(name: name, path: "Sources/\(name)", linkerSettings: libraries.map { .linkedLibrary($0) })
}

let package = Package(
    name: "Reel",
    products: [
        .library(name: "Reel", targets: ["Reel"]),
        .executable(name: "reel", targets: ["reel"]),
        .executable(name: "reel-engine", targets: ["reel-engine"]),
    ],
    // In the order in which data flows.
    targets: [
        // What Swift cannot import.
        cTarget("CSystem", links: []),
        cTarget("CV4L2", links: ["v4lconvert"]),
        cTarget("CPulse", links: ["pulse"]),
        cTarget("CYUV", links: ["yuv"]),
        cTarget("CTurboJPEG", links: ["turbojpeg"]),
        cTarget("CFFmpeg", links: ["avcodec", "avutil", "swresample"]),

        // Values, and the thin layer over Linux.
        .target(name: "ReelModel", swiftSettings: strictMemory),
        .target(name: "ReelSystem", dependencies: ["CSystem", "ReelModel"], swiftSettings: strictMemory),

        // From a device to encoded packets.
        .target(
            name: "ReelCapture", dependencies: ["CV4L2", "CPulse", "ReelModel", "ReelSystem"],
            swiftSettings: strictMemory),
        .target(
            name: "ReelMedia", dependencies: ["CFFmpeg", "CYUV", "CTurboJPEG", "CV4L2", "ReelModel", "ReelSystem"],
            swiftSettings: strictMemory),

        // From packets to a finished file.
        .target(name: "ReelContainer", dependencies: ["ReelModel", "ReelSystem"], swiftSettings: strictMemory),

        // From a finished file to where it belongs.
        .target(name: "ReelSinkKit", dependencies: ["ReelModel", "ReelSystem"], swiftSettings: strictMemory),
        .target(
            name: "ReelLocalSink", dependencies: ["ReelModel", "ReelSystem", "ReelSinkKit"], path: "Plugins/Local",
            swiftSettings: strictMemory),

        // The whole way: what moves media from sources through encoders into files and hands those to sinks.
        .target(
            name: "ReelRecorder",
            dependencies: ["ReelModel", "ReelSystem", "ReelCapture", "ReelMedia", "ReelContainer", "ReelSinkKit"],
            swiftSettings: strictMemory),

        // What people use: the library and the command.
        .target(
            name: "Reel",
            dependencies: [
                "ReelModel", "ReelSystem", "ReelCapture", "ReelMedia", "ReelContainer", "ReelRecorder", "ReelSinkKit",
                "ReelLocalSink",
            ],
            swiftSettings: strict),
        .target(name: "ReelCommandLine", dependencies: ["ReelModel"], swiftSettings: strict),
        .target(name: "ReelCommands", dependencies: ["Reel", "ReelCommandLine"], swiftSettings: strictMemory),
        .executableTarget(
            name: "reel", dependencies: ["ReelCommandLine", "ReelSystem"], swiftSettings: strictMemory),
        .executableTarget(name: "reel-engine", dependencies: ["ReelCommands"], swiftSettings: strict),

        // Tests: a folder a module.
        .testTarget(name: "ReelModelTests", dependencies: ["ReelModel"], swiftSettings: strictMemory),
        .testTarget(name: "ReelSystemTests", dependencies: ["ReelSystem", "TestSupport"], swiftSettings: strictMemory),
        .testTarget(
            name: "ReelCaptureTests", dependencies: ["ReelCapture", "TestSupport"], swiftSettings: strictMemory),
        .testTarget(name: "ReelMediaTests", dependencies: ["ReelMedia", "TestSupport"], swiftSettings: strictMemory),
        .testTarget(
            name: "ReelContainerTests", dependencies: ["ReelContainer", "TestSupport"], swiftSettings: strictMemory),
        .testTarget(
            name: "ReelRecorderTests", dependencies: ["ReelRecorder", "TestSupport"], swiftSettings: strictMemory),
        .testTarget(
            name: "ConformanceTests", dependencies: ["Reel", "TestSupport"], path: "Tests/Conformance",
            swiftSettings: strictMemory),
        .testTarget(name: "ReelCommandsTests", dependencies: ["ReelCommands"], swiftSettings: strictMemory),
        .testTarget(
            name: "ReelCommandLineTests", dependencies: ["ReelCommandLine", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "RecordingTests", dependencies: ["Reel", "TestSupport", "reel", "reel-engine"],
            path: "Tests/Recording", swiftSettings: strictMemory),
        .testTarget(
            name: "TestbedTests", dependencies: ["Reel", "TestSupport"], path: "Tests/Testbed", exclude: ["Witness"],
            swiftSettings: strictMemory),
        // What several test targets share: running programs, and the independent judge (ffprobe, ffmpeg).
        .target(
            name: "TestSupport", dependencies: ["CSystem", "ReelModel", "ReelSystem"], path: "Tests/Support",
            swiftSettings: strictMemory),
    ]
)
