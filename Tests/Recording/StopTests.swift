import Foundation
import Reel
import TestSupport
import Testing

@Suite("Ways to end a recording", .serialized)
struct StopTests {
    static let live = [
        "record", "--video", "test", "--size", "320x240", "--audio", "test", "--events", "json", "talk.mp4",
    ]

    /// Starts a recording and waits until a second of it is told.
    static func recording(in directory: String) throws -> ReelProgram {
        let program = try ReelProgram(live, in: directory)
        #expect(program.waitForOutput("\"type\":\"progress\""))
        #expect(program.waitForOutput("\"state\":\"recording\""))
        return program
    }

    @Test("the first SIGINT or SIGTERM finishes the file", arguments: [SIGINT, SIGTERM])
    func firstSignal(signal: Int32) throws {
        let directory = try TemporaryDirectory()
        let program = try Self.recording(in: directory.path)
        program.send(signal)
        let result = program.result()
        #expect(result.status == 0 && !result.wasKilled, "\(result.standardError)")
        #expect(try LinuxFileSystem().names(inDirectory: directory.path) == ["talk.mp4"])
        let judge = MediaJudge(directory("talk.mp4"))
        #expect(try judge.decodingErrors() == "")
        #expect(try #require(try judge.probe().format.seconds) > 0.9)
    }

    @Test("a killed recording leaves a file that plays, and an old file of the name as it was")
    func killed() throws {
        let directory = try TemporaryDirectory()
        try Program.output("cp", ["/etc/hostname", directory("talk.mp4")])
        let program = try Self.recording(in: directory.path)
        program.send(SIGKILL)
        #expect(program.result().wasKilled)
        #expect(try LinuxFileSystem().names(inDirectory: directory.path) == [".talk.mp4.part", "talk.mp4"])
        #expect(try Program.run("cmp", ["/etc/hostname", directory("talk.mp4")]).status == 0)
        let judge = MediaJudge(directory(".talk.mp4.part"))
        #expect(try judge.decodingErrors() == "")
        #expect(try judge.frames(of: "v:0").count >= 15)
    }

    @Test("stopped before anything came there is no file, and a sentence says so")
    func nothingCame() throws {
        let directory = try TemporaryDirectory()
        try Program.output("mkfifo", [directory("fifo")])
        // Somebody holds the FIFO open and writes nothing.
        let holder = try ChildProcess(
            "/bin/sh", ["-c", "exec sleep 60 > '\(directory("fifo"))'"], environment: [:])
        defer { holder.send(SIGKILL) }
        let program = try ReelProgram(
            ["record", "--video", "none", "--audio", "pcm:fifo", "--events", "json", "talk.wav"], in: directory.path)
        #expect(program.waitForOutput("\"stage\":\"opened\""))
        program.send(SIGINT)
        let result = program.result()
        #expect(result.status == 1)
        #expect(result.standardError.contains("Stopped before anything was recorded"))
        #expect(try LinuxFileSystem().names(inDirectory: directory.path) == ["fifo"])
    }
}
