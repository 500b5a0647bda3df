import Foundation
import ReelCommandLine
import ReelModel
import Testing

/// The program `reel` itself, run from a directory of its own with a stand-in for the engine.
struct FrontProgramTests {
    private let directory: ProgramDirectory

    init() throws {
        directory = try ProgramDirectory()
    }

    @Test func `the version and the pages need no engine`() throws {
        #expect(try directory.run("version") == ProgramResult(status: 0, output: "reel \(ReelVersion.current)\n"))
        #expect(try directory.run("--help") == ProgramResult(status: 0, output: CommandSet.reel.overviewPage))
        let page = try #require(CommandSet.reel.commands.first { $0.name == "record" }).helpPage
        #expect(try directory.run("record", "--help") == ProgramResult(status: 0, output: page))
    }

    @Test func `a mistake is one line on standard error and status 2, and runs no engine`() throws {
        try directory.installEngine("echo must not run")
        let result = try directory.run("record", "--fsp", "30", "a.mp4")
        let line = "reel: record has no option '--fsp'; did you mean --fps? See reel record --help.\n"
        #expect(result == ProgramResult(status: 2, errors: line))
    }

    @Test func `the engine gets the same arguments, streams and process`() throws {
        try directory.installEngine("printf '<%s>' \"$@\"; cat; echo trouble >&2; exit 5")
        let result = try directory.run("record", "--to", "/a b", "é'\"*.mp4", input: "raw sound")
        #expect(
            result
                == ProgramResult(status: 5, output: "<record><--to></a b><é'\"*.mp4>raw sound", errors: "trouble\n"))
    }

    @Test func `the engine is found through a link and where a package puts it`() throws {
        try directory.installEngine("echo packaged", at: "libexec/reel")
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("link"), withDestinationPath: directory.path("bin/reel"))
        #expect(try directory.run("devices", program: "link").output == "packaged\n")
    }

    @Test func `a missing engine is said, with where it was looked for`() throws {
        let result = try directory.run("demo")
        #expect(result.status == 70 && result.output.isEmpty)
        #expect(
            result.errors.hasPrefix("reel: reel-engine, the program that records, is missing; it was looked for as "))
        #expect(result.errors.contains(directory.path("bin/reel-engine")))
        #expect(result.errors.filter { $0 == "\n" }.count == 1)
    }

    @Test func `an engine that cannot be run is told apart from a missing one`() throws {
        try FileManager.default.createDirectory(
            atPath: directory.path("bin/reel-engine"), withIntermediateDirectories: false)
        let result = try directory.run("devices")
        #expect(result.status == 70)
        #expect(result.errors.contains("is there and cannot be run") && result.errors.contains("Permission denied"))
    }
}
