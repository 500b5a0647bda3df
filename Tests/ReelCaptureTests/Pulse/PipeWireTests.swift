import Foundation
import ReelModel
import TestSupport
import Testing

@testable import ReelCapture

/// Against a real server; see `PipeWireServer`.
@Suite("Sound from PipeWire's server", .timeLimit(.minutes(1)))
struct PipeWireTests {
    @Test func `a tone is recorded whole and on the clock, until the server goes`() throws {
        let server = try PipeWireServer()
        let sources = try SoundCatalog.list(server: server.address)
        #expect(sources.map(\.name) == ["speakers.monitor"])
        #expect(sources.first?.isMonitor == true)

        let source = PulseSource(.default, server: server.address)
        let format = try source.prepare()
        #expect(format == AudioFormat(sample: .f32le, rate: 48_000, channels: 2))
        let collector = SoundCollector()
        try source.start(delivering: collector)
        let player = try server.start(
            "sh", ["-c", "sox -n -r 48000 -c 2 -b 16 -t wav - synth 4 sine 997 gain -6 | paplay"])
        let blocks = collector.wait { $0.frameCount >= 5 * 48_000 }.blocks
        player.wait()

        #expect(blocks.filter(\.isHole).isEmpty)
        let timing = TimingAnalysis(blocks[...], rate: 48_000)
        #expect(timing.worst < 15, "\(timing)")
        let both = unsafe blocks.flatMap(\.bytes).withUnsafeBytes { unsafe Array($0.bindMemory(to: Float.self)) }
        let samples = stride(from: 0, to: both.count, by: 2).map { both[$0] }
        let first = try #require(samples.firstIndex { abs($0) > 0.1 })
        let heard = Array(samples[(first + 4_800)..<(first + 3 * 48_000)])
        let analysis = SineAnalysis(heard, rate: 48_000)
        #expect(abs(analysis.frequency - 997) < 0.5)
        #expect(abs(20 * log10(analysis.rms) + 9.01) < 0.1)

        server.stop()
        #expect(collector.waitForEnd().endings.map { $0?.code } == [.sourceLost])
        source.stop()
    }
}
