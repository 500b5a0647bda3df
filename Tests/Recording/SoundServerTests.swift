import Foundation
import Reel
import TestSupport
import Testing

@Suite("Recordings from a real sound server", .serialized)
struct SoundServerTests {
    @Test("a known tone comes back whole: length, frequency, level, no hole", arguments: ["mp4", "aac", "wav", "flv"])
    func knownTone(format: String) throws {
        let server = try PulseServer(modules: ["module-sine-source source_name=tone frequency=440"])
        let directory = try TemporaryDirectory()
        let result = try ReelProgram.run(
            ["record", "--video", "none", "--audio", "tone", "--duration", "4", "talk.\(format)"], in: directory.path,
            environment: server.environment)
        #expect(result.status == 0, "\(result.standardError)")
        let meter = try ToneMeter(directory("talk.\(format)"))
        // ADTS and FLV have nowhere to say that the encoder's priming is to be skipped.
        let slack = format == "mp4" || format == "wav" ? 0.02 : 0.06
        #expect(abs(meter.seconds - 4) <= slack, "\(meter.seconds) s")
        #expect(abs(meter.frequency(from: 0.5, to: 3.5) - 440) < 0.5)
        #expect(meter.holes(from: 0.1, to: 3.9) == 0)
        // The module's sine has half of full scale: −6 dB at its peak, −9.03 dB on the whole.
        #expect(abs(meter.level(from: 0.5, to: 3.5) - -9.03) < 0.2)
    }

    /// Plays 1000 Hz on the server's sink until it is stopped.
    static func playTone(on server: PulseServer, from directory: String) throws -> ChildProcess {
        let path = directory + "/tone.wav"
        try Program.output(
            "ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "sine=frequency=1000:duration=20:sample_rate=48000", path])
        return try server.start("paplay", ["--device=speakers", path])
    }

    @Test("the monitor hears what the machine plays")
    func monitor() throws {
        let server = try PulseServer(modules: ["module-null-sink sink_name=speakers", "module-sine-source"])
        let directory = try TemporaryDirectory()
        let player = try Self.playTone(on: server, from: directory.path)
        defer {
            player.send(SIGKILL)
            _ = player.wait()
        }
        let result = try ReelProgram.run(
            ["record", "--video", "none", "--audio", "monitor", "--duration", "4", "talk.wav"], in: directory.path,
            environment: server.environment)
        #expect(result.status == 0, "\(result.standardError)")
        let meter = try ToneMeter(directory("talk.wav"))
        #expect(abs(meter.frequency(from: 1.5, to: 3.5) - 1_000) < 1)
        #expect(meter.holes(from: 1.5, to: 3.5) == 0)
    }

    @Test("a sound server that goes away ends the recording whole, with status 1")
    func serverKilled() throws {
        let server = try PulseServer(modules: ["module-sine-source source_name=tone frequency=440"])
        let directory = try TemporaryDirectory()
        let program = try ReelProgram(
            ["record", "--video", "none", "--audio", "tone", "--events", "json", "talk.mp4"], in: directory.path,
            environment: server.environment)
        #expect(program.waitForOutput("\"type\":\"progress\""))
        server.kill()
        let result = program.result()
        #expect(result.status == 1)
        #expect(result.standardOutput.contains("\"code\":\"source-lost\""))
        #expect(try MediaJudge(directory("talk.mp4")).decodingErrors() == "")
    }

    @Test("a sound server that goes away while there are pictures leaves silence, not an end")
    func picturesGoOn() throws {
        let server = try PulseServer(modules: ["module-null-sink sink_name=speakers"])
        let directory = try TemporaryDirectory()
        let player = try Self.playTone(on: server, from: directory.path)
        defer {
            player.send(SIGKILL)
            _ = player.wait()
        }
        let program = try ReelProgram(
            ["record", "--video", "test", "--size", "320x240", "--audio", "monitor", "--events", "json", "talk.mp4"],
            in: directory.path, environment: server.environment)
        for _ in 0..<4 { #expect(program.waitForNext("\"type\":\"progress\"")) }
        server.kill()
        #expect(program.waitForOutput("sound-lost"))
        for _ in 0..<2 { #expect(program.waitForNext("\"type\":\"progress\"")) }
        program.send(SIGINT)
        let result = program.result()
        #expect(result.status == 1, "\(result.standardError)")
        #expect(result.standardOutput.contains("\"kind\":\"silence\""))
        let probe = try MediaJudge(directory("talk.mp4")).probe()
        let lengths = try ["video", "audio"].map { type in
            try #require(probe.stream(type)?.duration.flatMap(Double.init))
        }
        #expect(abs(lengths[0] - lengths[1]) < 0.3, "\(lengths)")
        let meter = try ToneMeter(directory("talk.mp4"))
        #expect(meter.level(from: 2, to: 3) > -30)
        #expect(meter.level(from: lengths[1] - 0.8, to: lengths[1] - 0.1) < -80)
        #expect(try MediaJudge(directory("talk.mp4")).decodingErrors() == "")
    }
}
