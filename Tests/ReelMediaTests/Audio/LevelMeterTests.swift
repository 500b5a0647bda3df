import ReelModel
import Testing

@testable import ReelMedia

struct LevelMeterTests {
    @Test(arguments: [1, 7, 8, 100, 4_801])
    func `a sine at half scale has its peak at -6 and its mean at -9 decibels`(run: Int) {
        let tone = Frames.sine(frequency: 1_000, rate: 48_000, count: 48_000)
        let silence = [Float](repeating: 0, count: 48_000)
        var meter = LevelMeter(channels: 2)
        for start in stride(from: 0, to: 48_000, by: run) {
            let end = min(start + run, 48_000)
            let planes = Array(tone[start..<end]) + Array(silence[start..<end])
            meter.add(planes.span, planeStride: end - start, frameCount: end - start)
        }
        let levels = meter.read()
        #expect(abs(levels[0].peak + 6.02) < 0.01)
        #expect(abs(levels[0].rms + 9.03) < 0.01)
        #expect(levels[1] == .silence)
    }

    @Test func `a reading begins anew`() {
        var meter = LevelMeter(channels: 1)
        meter.add([1, -1, 1].span, planeStride: 3, frameCount: 3)
        #expect(meter.read() == [AudioLevel(peak: 0, rms: 0)])
        #expect(meter.read() == [.silence])
        meter.add([0.5].span, planeStride: 1, frameCount: 1)
        #expect(abs(meter.read()[0].peak + 6.02) < 0.01)
    }

    @Test func `a negative peak counts, wherever it stands`() {
        for position in 0..<19 {
            var samples = [Float](repeating: 0.1, count: 19)
            samples[position] = -0.9
            var meter = LevelMeter(channels: 1)
            meter.add(samples.span, planeStride: 19, frameCount: 19)
            #expect(abs(meter.read()[0].peak - AudioLevel(linearPeak: 0.9, linearRMS: 0).peak) < 1e-5)
        }
    }
}
