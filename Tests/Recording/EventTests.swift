import Foundation
import Reel
import TestSupport
import Testing

@Suite("Events and delivery")
struct EventTests {
    /// The few members that the order is judged by.
    struct Line: Decodable, Hashable {
        let v: Int
        let type: String
        let recording: String
        let state: String?
        let stage: String?

        var word: String { "\(type) \(state ?? stage ?? "")" }
    }

    @Test("a recording tells its whole life in order, one JSON object a line")
    func life() throws {
        let directory = try TemporaryDirectory()
        try LinuxFileSystem().createDirectories(directory("sink"))
        let result = try ReelProgram.run(
            [
                "record", "--video", "test", "--size", "320x240", "--audio", "test", "--duration", "2", "--to", "sink",
                "--events", "json", "talk.mp4",
            ], in: directory.path)
        #expect(result.status == 0, "\(result.standardError)")
        let lines = try result.standardOutput.split(separator: "\n")
            .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        #expect(lines.allSatisfy { $0.v == 1 })
        #expect(Set(lines.map(\.recording)).count == 1)
        #expect(
            lines.map(\.word).filter { $0 != "progress " } == [
                "state starting", "file opened", "state recording", "state stopping", "file finished", "state finished",
                "delivery uploading", "delivery verified",
            ])
        #expect(lines.contains { $0.type == "progress" })
        #expect(try Program.run("cmp", [directory("talk.mp4"), directory("sink/talk.mp4")]).status == 0)
    }

    @Test("recorded but not delivered ends with status 7 and keeps the file")
    func notDelivered() throws {
        let directory = try TemporaryDirectory()
        try LinuxFileSystem().createDirectories(directory("sink"))
        let program = try ReelProgram(
            [
                "record", "--video", "none", "--audio", "test", "--events", "json", "--to", "sink", "talk.wav",
            ], in: directory.path)
        #expect(program.waitForOutput("\"state\":\"recording\""))
        try Program.output("rmdir", [directory("sink")])
        program.send(SIGINT)
        let result = program.result()
        #expect(result.status == 7)
        #expect(result.standardError.contains("sink is not there"))
        #expect(try LinuxFileSystem().names(inDirectory: directory.path) == ["talk.wav"])
    }

    @Test("a template never replaces a file: the next one is numbered, and its directory is made")
    func templates() throws {
        let directory = try TemporaryDirectory()
        for _ in 0..<3 {
            let result = try ReelProgram.run(
                [
                    "record", "--video", "none", "--audio", "test", "--duration", "1", "--pace", "none",
                    "{host}/{start:%Y}.wav",
                ], in: directory.path, environment: [:])
            #expect(result.status == 0, "\(result.standardError)")
        }
        let year = try Program.output("date", ["+%Y"])
        let name = String(decoding: year, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        let folders = try LinuxFileSystem().names(inDirectory: directory.path)
        let names = try LinuxFileSystem().names(inDirectory: directory(try #require(folders.first)))
        #expect(folders.count == 1)
        #expect(names == ["\(name)-2.wav", "\(name)-3.wav", "\(name).wav"])
    }

    @Test("the demo on a machine without camera and microphone delivers five seconds and says what it used")
    func demo() throws {
        let directory = try TemporaryDirectory()
        let result = try ReelProgram.run(
            ["demo", "out"], in: directory.path, environment: ["PULSE_SERVER": "unix:\(directory("no-server"))"])
        #expect(result.status == 0, "\(result.standardError)")
        #expect(result.standardError.contains("test tone"))
        let names = try LinuxFileSystem().names(inDirectory: directory("out"))
        let file = directory("out/\(try #require(names.first))")
        #expect(names.count == 1 && file.hasSuffix(".mp4"))
        let probe = try MediaJudge(file).probe()
        #expect(abs(try #require(probe.format.seconds) - 5) < 0.05)
        #expect(try MediaJudge(file).decodingErrors() == "")
    }
}
