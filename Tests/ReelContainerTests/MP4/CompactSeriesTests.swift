import TestSupport
import Testing

@testable import ReelContainer

struct CompactSeriesTests {
    @Test func `numbers of every size come back in order`() {
        var series = CompactSeries()
        var random = SplitMix(seed: 1)
        var numbers: [Int64] = [0, 0, 5, 5, 5, -1, .max, .min, .min, 0, 1]
        for _ in 0..<100_000 {
            let value = Int64(bitPattern: random.next()) >> Int64.random(in: 0..<64, using: &random)
            numbers += Array(repeating: value, count: Int.random(in: 1...3, using: &random))
        }
        for number in numbers { series.append(number) }
        #expect(series.count == numbers.count)
        #expect(series.last == numbers.last)
        #expect(Array(series) == numbers)
    }

    @Test func `a constant row costs nothing`() {
        var series = CompactSeries()
        for _ in 0..<1_000_000 { series.append(3_000) }
        #expect(series.byteCount < 100)
        #expect(series.allSatisfy { $0 == 3_000 })
    }

    @Test func `an empty row has no numbers`() {
        #expect(Array(CompactSeries()).isEmpty)
    }

    @Test func `a day of jittering pictures and sound takes at most six bytes a sample`() {
        var pictures = SampleTable()
        var random = SplitMix(seed: 2)
        // An hour of it: what a day takes is this, 24 times.
        for frame in 0..<Int64(108_000) {
            let time = frame * 3_000 + Int64.random(in: -900...900, using: &random)
            let isKeyframe = frame % 60 == 0
            let size = isKeyframe ? 60_000 : Int.random(in: 2_000...20_000, using: &random)
            pictures.append(
                Sample(
                    decodeTime: time, presentationTime: time, duration: 3_000, byteCount: size, isKeyframe: isKeyframe))
            if frame % 12 == 11 { pictures.closeChunk(at: frame * 12_000) }
        }
        #expect(Double(pictures.memoryBytes) / 108_000 < 6)
        var sound = SampleTable()
        for packet in 0..<Int64(168_750) {
            let size = Int.random(in: 200...400, using: &random)
            sound.append(
                Sample(
                    decodeTime: packet * 1_024, presentationTime: packet * 1_024, duration: 1_024, byteCount: size,
                    isKeyframe: true))
            if packet % 19 == 18 { sound.closeChunk(at: packet * 6_000) }
        }
        #expect(Double(sound.memoryBytes) / 168_750 < 4)
    }
}
