import Foundation
import ReelModel
import ReelSystem
import TestSupport
import Testing

@testable import ReelCapture

/// Against a real server; see `PulseServer`.
@Suite("Sound from a PulseAudio server", .timeLimit(.minutes(1)))
struct PulseSourceTests {
    private static let sine = "module-sine-source source_name=sine frequency=440 rate=48000"
    private static let speakers = "module-null-sink sink_name=speakers rate=48000"
    private let server: PulseServer

    init() throws {
        server = try PulseServer(modules: [Self.speakers, Self.sine])
    }

    private func source(_ text: String, _ request: AudioRequest = AudioRequest()) -> PulseSource {
        PulseSource(PulseSelector(text), request: request, server: server.address)
    }

    private func floats(_ bytes: [UInt8]) -> [Float] {
        unsafe bytes.withUnsafeBytes { unsafe Array($0.bindMemory(to: Float.self)) }
    }

    @Test func `the sources are listed with what tells them apart`() throws {
        try server.pactl("set-default-source", "sine")
        try server.pactl("set-source-mute", "sine", "1")
        let sources = try SoundCatalog.list(server: server.address)
        #expect(sources.map(\.name).sorted() == ["sine", "speakers.monitor"])
        let sine = try #require(sources.first { $0.name == "sine" })
        #expect(sine.isDefault && sine.isMuted && !sine.isMonitor)
        #expect(sine.rate == 48_000 && sine.channels == 1)
        #expect(sine.description.contains("440"))
        let monitor = try #require(sources.first { $0.name == "speakers.monitor" })
        #expect(monitor.isMonitor && !monitor.isDefault && !monitor.isMuted)
        #expect(monitor.channels == 2)
    }

    @Test func `a known tone comes whole, at its pitch and level, on the clock`() throws {
        let source = source("sine")
        let format = try source.prepare()
        #expect(format == AudioFormat(sample: .f32le, rate: 48_000, channels: 1))
        #expect(source.name.contains("(sine)"))
        let collector = SoundCollector()
        try source.start(delivering: collector)
        let blocks = collector.wait { $0.frameCount >= 3 * 48_000 }.blocks
        source.stop()
        #expect(collector.now.endings.isEmpty)
        #expect(blocks.filter(\.isHole).isEmpty)
        let analysis = SineAnalysis(floats(blocks.flatMap(\.bytes)), rate: 48_000)
        #expect(abs(analysis.frequency - 440) < 0.1)
        #expect(abs(analysis.rms - 0.5 / 2.0.squareRoot()) < 0.001)

        let timing = TimingAnalysis(blocks[...], rate: 48_000)
        #expect(timing.worst < 5, "\(timing)")
        let frames = blocks.reduce(0) { $0 + $1.frameCount }
        let last = try #require(blocks.last)
        let stretch = last.timestamp - blocks[0].timestamp
        let sound = Duration.ticks(Int64(frames - last.frameCount), timescale: 48_000)
        #expect(abs((stretch - sound).inSeconds) < 0.020)
    }

    @Test func `fragments come every 20 ms and lie on a straight line on the clock`() throws {
        let source = source("monitor")
        _ = try source.prepare()
        let collector = SoundCollector()
        try source.start(delivering: collector)
        let blocks = collector.wait { $0.blocks.count >= 150 }.blocks
        source.stop()
        #expect(blocks.filter { $0.frameCount != 960 || $0.isHole }.isEmpty)
        let timing = TimingAnalysis(blocks[...], rate: 48_000)
        #expect(timing.worst < 5, "\(timing)")
        #expect(abs(timing.driftPPM) < 2_000, "\(timing)")
        // A sink's monitor gives what is about to be heard: no earlier than now, and within the sink's buffer.
        // A busy machine may keep our thread waiting now and then, so the middle of all is what counts.
        let ages = blocks.map { abs(($0.arrival - $0.timestamp).inSeconds) }.sorted()
        #expect(ages[ages.count / 2] < 0.05)
    }

    @Test func `what the machine plays is recorded from the monitor`() throws {
        let source = source("monitor")
        let format = try source.prepare()
        #expect(format == AudioFormat(sample: .s16le, rate: 48_000, channels: 2))
        let player = try server.start(
            "sh",
            ["-c", "sox -n -r 48000 -c 2 -b 16 -t wav - synth 3 sine 997 gain -6 | paplay --device=speakers"])
        let collector = SoundCollector()
        try source.start(delivering: collector)
        _ = collector.wait { $0.frameCount > 4 * 48_000 }
        source.stop()
        player.wait()
        let left = SineAnalysis.leftChannel(of: collector.now.bytes)
        let first = try #require(left.firstIndex { abs($0) > 0.1 })
        let heard = Array(left[(first + 4_800)..<(first + 2 * 48_000)])
        let analysis = SineAnalysis(heard, rate: 48_000)
        #expect(abs(analysis.frequency - 997) < 0.5)
        #expect(abs(20 * log10(analysis.rms) + 9.01) < 0.1)
    }

    @Test func `another rate and more channels are had for the asking`() throws {
        let source = source("sine", AudioRequest(rate: 16_000, channels: 2))
        #expect(try source.prepare() == AudioFormat(sample: .f32le, rate: 16_000, channels: 2))
        let collector = SoundCollector()
        try source.start(delivering: collector)
        let received = collector.wait { $0.frameCount >= 16_000 }
        source.stop()
        let samples = floats(received.bytes)
        let left = stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
        #expect(abs(SineAnalysis(left, rate: 16_000).frequency - 440) < 1)
    }

    @Test(arguments: [AudioRequest(rate: 10_000_000), AudioRequest(channels: 99), AudioRequest(rate: -1)])
    func `a form of sound that the server cannot give is refused`(request: AudioRequest) throws {
        let error = #expect(throws: RecorderError.self) { try source("sine", request).prepare() }
        #expect(error?.code == .notSupported)
    }

    @Test func `a source that is not there gets a sentence that names those that are`() throws {
        let error = #expect(throws: RecorderError.self) { try source("microphone").prepare() }
        #expect(error?.code == .soundSourceNotFound)
        #expect(error?.message.hasPrefix("There is no sound source microphone; there is ") == true)
        #expect(error?.message.contains("sine") == true)
        #expect(error?.message.contains("speakers.monitor") == true)
    }

    @Test func `a server that dies is a lost source, said once`() throws {
        let source = source("speakers.monitor")
        _ = try source.prepare()
        let collector = SoundCollector()
        try source.start(delivering: collector)
        _ = collector.wait { $0.blocks.count > 3 }
        server.kill()
        let received = collector.waitForEnd()
        #expect(received.endings.map { $0?.code } == [.sourceLost])
        #expect(received.endings.first??.message.contains("speakers.monitor") == true)
        source.stop()
        #expect(collector.now.endings.count == 1)
    }

    @Test func `a server that died before the start is told by start`() throws {
        let source = source("speakers.monitor")
        _ = try source.prepare()
        server.kill()
        // The loop has to have heard of it: a question that fails is proof.
        #expect(throws: RecorderError.self) { try SoundCatalog.list(server: server.address) }
        let collector = SoundCollector()
        do throws(RecorderError) {
            try source.start(delivering: collector)
            #expect(collector.waitForEnd().endings.map { $0?.code } == [.sourceLost])
        } catch {
            #expect(error.code == .sourceLost)
        }
        source.stop()
    }

    @Test func `a stream that is moved goes on from the other source`() throws {
        let source = source("speakers.monitor")
        _ = try source.prepare()
        let collector = SoundCollector()
        try source.start(delivering: collector)
        _ = collector.wait { $0.blocks.count > 3 }
        let stream = try server.pactl("list", "short", "source-outputs").prefix { $0.isNumber }
        try server.pactl("move-source-output", String(stream), "sine")
        let count = collector.now.blocks.count
        let last = collector.wait { $0.blocks.count > count && $0.blocks.last?.bytes.contains { $0 != 0 } == true }
        #expect(source.statistics.moves == 1)
        #expect(last.endings.isEmpty)
        source.stop()
        #expect(last.blocks.first?.bytes.allSatisfy { $0 == 0 } == true)
        #expect(last.blocks.last?.bytes.contains { $0 != 0 } == true)
    }

    @Test func `a suspended source is counted, and goes on when it is resumed`() throws {
        let source = source("speakers.monitor")
        _ = try source.prepare()
        let collector = SoundCollector()
        try source.start(delivering: collector)
        _ = collector.wait { $0.blocks.count > 3 }
        try server.pactl("suspend-sink", "speakers", "1")
        try server.pactl("suspend-sink", "speakers", "0")
        let count = collector.now.blocks.count
        let more = collector.wait { $0.blocks.count > count + 10 }.blocks.count
        #expect(more > count + 10)
        #expect(source.statistics.suspensions == 1)
        source.stop()
    }

    @Test func `stop is quick and final in every state`() throws {
        let untouched = source("speakers.monitor")
        untouched.stop()
        let prepared = source("speakers.monitor")
        _ = try prepared.prepare()
        prepared.stop()
        prepared.stop()
        let running = source("speakers.monitor")
        _ = try running.prepare()
        let collector = SoundCollector()
        try running.start(delivering: collector)
        _ = collector.wait { !$0.blocks.isEmpty }
        let begin = ContinuousClock.now
        running.stop()
        #expect(ContinuousClock.now - begin < .milliseconds(100))
        let count = collector.now.blocks.count
        try prepared.start(delivering: collector)
        #expect(collector.now.blocks.count == count)
        #expect(collector.now.endings.isEmpty)
        #expect(try server.pactl("list", "short", "source-outputs").isEmpty)
    }

    @Test func `a receiver may stop the source from its own call`() throws {
        let source = source("speakers.monitor")
        _ = try source.prepare()
        let stopper = StoppingReceiver(source)
        try source.start(delivering: stopper)
        #expect(stopper.waitForStop() == 1)
        source.stop()
        #expect(stopper.count == 1)
    }

    @Test func `sound for which no buffer is free becomes a hole of its length`() throws {
        let source = source("speakers.monitor")
        _ = try source.prepare()
        let collector = SoundCollector(holding: 96)
        try source.start(delivering: collector)
        let blocks = collector.wait { $0.blocks.contains { $0.isHole } }.blocks
        let overrun = source.statistics.overrunFrames
        source.stop()
        let hole = try #require(blocks.first { $0.isHole })
        #expect(hole.frameCount > 0)
        #expect(overrun >= Int64(hole.frameCount))
        #expect(blocks.filter { !$0.isHole }.count == 96)
    }

    @Test func `without a server there is a sentence that says where was looked`() throws {
        server.stop()
        for attempt in [
            { _ = try SoundCatalog.list(server: server.address) }, { _ = try source("speakers.monitor").prepare() },
        ] {
            let error = #expect(throws: RecorderError.self) { try attempt() }
            #expect(error?.code == .soundSourceNotFound)
            #expect(error?.message.contains("No sound server answers at \(server.address)") == true)
            #expect(error?.message.contains("XDG_RUNTIME_DIR") == true)
        }
    }
}
