import Foundation
import Glibc
import Reel
import TestSupport
import Testing

@Suite("Where and how recordings of files and streams end")
struct EndTests {
    /// Five seconds of silence as 16-bit stereo at 48 kHz.
    static func makeSound(in directory: TemporaryDirectory) throws {
        try Program.output("sh", ["-c", "head -c 960000 /dev/zero >'\(directory("sound"))'"])
    }

    static func lengths(of path: String) throws -> [String: Double] {
        let streams = try MediaJudge(path).probe().streams
        return Dictionary(
            uniqueKeysWithValues: streams.map { ($0.codecType, $0.duration.flatMap(Double.init) ?? 0) })
    }

    @Test("a sound file beside the endless test picture: both end where the file does")
    func finiteBesideEndless() throws {
        let directory = try TemporaryDirectory()
        try Self.makeSound(in: directory)
        let result = try ReelProgram.run(
            [
                "record", "--video", "test", "--size", "320x240", "--audio", "pcm:sound", "--pace", "none", "talk.mp4",
            ], in: directory.path)
        #expect(result.status == 0, "\(result.standardError)")
        let lengths = try Self.lengths(of: directory("talk.mp4"))
        #expect(abs(try #require(lengths["audio"]) - 5) < 0.03)
        #expect(abs(try #require(lengths["video"]) - 5) < 0.25)
    }

    @Test("a picture file without a picture does not keep the sound from being recorded")
    func noPicture() throws {
        let directory = try TemporaryDirectory()
        try Self.makeSound(in: directory)
        try Program.output(
            "sh", ["-c", "printf 'YUV4MPEG2 W64 H64 F30:1 Ip A1:1 C420jpeg\\n' >'\(directory("empty.y4m"))'"])
        let result = try ReelProgram.run(
            ["record", "--video", "y4m:empty.y4m", "--audio", "pcm:sound", "--pace", "none", "talk.mp4"],
            in: directory.path)
        #expect(result.status == 0, "\(result.standardError)")
        #expect(abs(try #require(try Self.lengths(of: directory("talk.mp4"))["audio"]) - 5) < 0.03)
    }

    @Test("a stop is heard while an unpaced source waits for a picture that does not come")
    func stopWhileWaiting() throws {
        let directory = try TemporaryDirectory()
        try Program.output("mkfifo", [directory("fifo")])
        let feeder = try ChildProcess(
            "sh",
            [
                "-c",
                "exec 3>'\(directory("fifo"))'; printf 'YUV4MPEG2 W64 H64 F30:1 Ip A1:1 C420jpeg\\n' >&3; exec sleep 60",
            ], environment: ProcessEnvironment.variables)
        let program = try ReelProgram(
            ["record", "--video", "y4m:fifo", "--audio", "test", "--pace", "none", "--events", "json", "talk.mp4"],
            in: directory.path)
        #expect(program.waitForOutput("\"stage\":\"opened\""))
        program.send(SIGINT)
        let result = program.result()
        #expect(!result.wasKilled)
        feeder.send(SIGKILL)
        _ = feeder.wait()
    }

    @Test("an output that fails does not stop the other, and is told by the status")
    func oneOfTwoOutputs() throws {
        let directory = try TemporaryDirectory()
        try LinuxFileSystem().createDirectories(directory("gone"))
        let program = try ReelProgram(
            [
                "record", "--video", "test", "--size", "320x240", "--audio", "none", "--events", "json", "a.mp4",
                "gone/b.mp4",
            ], in: directory.path)
        #expect(program.waitForOutput("\"type\":\"progress\""))
        try Program.output("rm", ["-r", directory("gone")])
        program.send(SIGINT)
        let result = program.result()
        #expect(result.status == 5, "\(result.standardError)")
        #expect(result.standardOutput.contains("\"stage\":\"abandoned\""))
        #expect(try MediaJudge(directory("a.mp4")).decodingErrors() == "")
    }

    @Test("closed standard descriptors are not taken for something else")
    func closedDescriptors() throws {
        let directory = try TemporaryDirectory()
        let status = try Program.run(
            "sh",
            [
                "-c",
                "cd '\(directory.path)' && '\(ReelProgram.path)' record --video none --audio test --duration 1 "
                    + "--events json talk.wav 0<&- 1>&- 2>&-",
            ]
        ).status
        #expect(status == 0)
        #expect(abs(try ToneMeter(directory("talk.wav")).seconds - 1) < 0.001)
    }

    @Test("a reader who does not read keeps nobody from ending")
    func stuckReader() throws {
        let directory = try TemporaryDirectory()
        // The pipe is filled to the brim before, and nobody empties it.
        let status = try Program.run(
            "sh",
            [
                "-c",
                "cd '\(directory.path)' && mkfifo pipe && exec 3<>pipe && dd if=/dev/zero of=pipe bs=65536 count=1 "
                    + "oflag=nonblock status=none && timeout 20 '\(ReelProgram.path)' record --video none --audio test "
                    + "--duration 1 --events json --events-to fd:3 talk.wav",
            ]
        ).status
        #expect(status == 0)
        #expect(abs(try ToneMeter(directory("talk.wav")).seconds - 1) < 0.001)
    }

    @Test("a live stream that stalls does not keep a recording from its asked-for length")
    func stalledStream() throws {
        let directory = try TemporaryDirectory()
        try Program.output("mkfifo", [directory("fifo")])
        let feeder = try ChildProcess(
            "sh", ["-c", "exec 3>'\(directory("fifo"))'; head -c 96000 /dev/zero >&3; exec sleep 60"],
            environment: ProcessEnvironment.variables)
        let result = try ReelProgram.run(
            ["record", "--video", "none", "--audio", "pcm:fifo", "--duration", "2", "talk.wav"], in: directory.path)
        feeder.send(SIGKILL)
        _ = feeder.wait()
        #expect(result.status == 0, "\(result.standardError)")
        #expect(abs(try ToneMeter(directory("talk.wav")).seconds - 2) < 0.01)
    }
}
