import Foundation
import Reel
import TestSupport
import Testing

@Suite("What bad input gets: one sentence, the right status, nothing left on the disk")
struct BadInputTests {
    /// Words after `record`, the status, and what the sentence has to say.
    struct Case: Sendable, CustomTestStringConvertible {
        let words: [String]
        let status: Int32
        let says: [String]

        init(_ words: String, _ status: Int32, _ says: String...) {
            self.words = words.split(separator: " ").map(String.init)
            self.status = status
            self.says = says
        }

        var testDescription: String { words.joined(separator: " ") }
    }

    static let test = "--video test --audio test"
    static let cases = [
        Case("\(test) talk.mkv", 2, "talk.mkv", ".mp4, .flv, .aac and .wav"),
        Case("--video test --audio none talk.aac", 6, ".aac", "sound"),
        Case("--video test --audio none talk.wav", 6, ".wav", "sound"),
        Case("\(test) .", 5, "is a directory"),
        Case("\(test) directory.mp4", 5, "directory.mp4 is a directory"),
        Case("\(test) missing/talk.mp4", 5, "no directory missing"),
        Case("\(test) -", 2, "tandard output"),
        Case("\(test) talk.mp4 talk.mp4", 2, "named twice"),
        Case("--video /dev/video99 --audio none talk.mp4", 3, "/dev/video99"),
        Case("--video /etc/passwd --audio none talk.mp4", 3, "/etc/passwd is not a camera"),
        Case("--video none --audio none talk.mp4", 2, "neither picture nor sound"),
        Case("--video test --video test --audio none talk.mp4", 2, "takes one so far"),
        Case("--video none --audio test --audio test talk.mp4", 2, "takes one so far"),
        Case("--video none --audio pcm:missing talk.wav", 3, "missing"),
        Case("--video none --audio pcm:empty talk.wav", 6, "empty is empty"),
        Case("--video none --audio pcm:odd talk.wav", 6, "4099 bytes", "no whole number of frames"),
        Case("--video none --audio pcm:directory.mp4 talk.wav", 6, "is a directory"),
        Case("--video y4m:odd --audio none talk.mp4", 6, "odd is no Y4M file"),
        Case("--video mjpeg:odd --audio none talk.mp4", 6, "odd"),
        Case("--video none --audio default talk.mp4", 3, "sound server"),
        Case("\(test) --to nosuch://x talk.mp4", 2, "There is no sink 'nosuch'"),
        Case("\(test) --to missing talk.mp4", 2, "missing is not there"),
        Case("\(test) talk.mp4 ./talk.mp4", 2, "named twice"),
        Case("--video test --audio none --events json --events-to events talk.aac", 6, ".aac"),
        Case("\(test) --preset vfast talk.mp4", 2, "did you mean fast?"),
        Case("\(test) --size 13 talk.mp4", 2, "--size"),
        Case("\(test) --sise 640x480 talk.mp4", 2, "did you mean --size?"),
        Case("\(test) --duration soon talk.mp4", 2, "--duration"),
        Case("\(test) --events json --events-to fd:99 talk.mp4", 2, "--events-to"),
        Case("\(test) {sart}.mp4", 2, "did you mean {start}?"),
        Case("\(test) --no-clobber taken.mp4", 5, "taken.mp4 exists"),
    ]

    @Test("one line, the status, no trace", arguments: cases)
    func refusal(of input: Case) throws {
        let directory = try TemporaryDirectory()
        let files = LinuxFileSystem()
        try files.createDirectories(directory("directory.mp4"))
        try Program.output(
            "sh", ["-c", "cd '\(directory.path)' && : >empty && : >taken.mp4 && head -c 4099 /dev/zero >odd"])
        let before = try files.names(inDirectory: directory.path)
        let result = try ReelProgram.run(
            ["record"] + input.words, in: directory.path,
            environment: ["PULSE_SERVER": "unix:\(directory("no-server"))"])
        #expect(result.status == input.status, "\(result.standardError)")
        #expect(result.standardError.hasPrefix("reel: ") && result.standardError.hasSuffix("\n"))
        #expect(result.standardError.split(separator: "\n").count == 1, "\(result.standardError)")
        #expect(result.standardOutput == "")
        for words in input.says {
            #expect(result.standardError.contains(words), "\(result.standardError)")
        }
        #expect(try files.names(inDirectory: directory.path) == before)
    }

    @Test("a directory that may not be written to is refused with status 5")
    func readOnlyDirectory() throws {
        let directory = try TemporaryDirectory()
        try LinuxFileSystem().createDirectories(directory("locked"))
        try Program.output("chmod", ["555", directory("locked")])
        try Program.output("chmod", ["755", directory.path])
        // Root may write anywhere, so the program runs as somebody else.
        let command = [
            "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", ReelProgram.path, "record", "--video",
            "test",
            "--audio", "none", "--duration", "1", directory("locked/talk.mp4"),
        ]
        let result = try Program.run("env", geteuid() == 0 ? command : Array(command.dropFirst(4)))
        #expect(result.status == 5, "\(result.standardError)")
        #expect(result.standardError.contains("locked"))
    }

    @Test("a stream that is no whole number of frames keeps the whole ones and says so")
    func oddStream() throws {
        let directory = try TemporaryDirectory()
        try Program.output("sh", ["-c", "head -c 96001 /dev/zero >'\(directory("odd"))'"])
        let input = try FileDescriptor(opening: directory("odd"), O_RDONLY)
        try Program.output("mkfifo", [directory("fifo")])
        let feeder = try ChildProcess(
            "sh", ["-c", "cat odd >fifo"], in: directory.path, environment: ProcessEnvironment.variables,
            input: .descriptor(input.number))
        let result = try ReelProgram.run(
            [
                "record", "--video", "none", "--audio", "pcm:fifo", "--pcm-channels", "1", "--pace", "none", "talk.wav",
            ], in: directory.path)
        _ = feeder.wait()
        #expect(result.status == 1, "\(result.standardError)")
        #expect(result.standardError.contains("whole"))
        #expect(abs(try ToneMeter(directory("talk.wav")).seconds - 1) < 0.001)
    }
}
