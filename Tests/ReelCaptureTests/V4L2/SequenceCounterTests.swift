import Testing

@testable import ReelCapture

@Suite struct SequenceCounterTests {
    private func extended(_ raw: [UInt32]) -> [UInt64] {
        var counter = SequenceCounter()
        return raw.map { counter.extend($0) }
    }

    @Test func `numbers are taken as they are, with the jumps that tell of lost pictures`() {
        #expect(extended([0, 1, 2, 5, 6]) == [0, 1, 2, 5, 6])
        #expect(extended([7, 8]) == [7, 8])
    }

    @Test func `the count goes on beyond 32 bits`() {
        #expect(
            extended([.max - 1, .max, 0, 1, 4])
                == [4_294_967_294, 4_294_967_295, 4_294_967_296, 4_294_967_297, 4_294_967_300])
    }

    @Test func `a driver that does not count is counted for`() {
        #expect(extended([0, 0, 0, 0]) == [0, 1, 2, 3])
    }

    @Test func `a count that starts over is no loss`() {
        #expect(extended([10, 11, 0, 1, 3]) == [10, 11, 12, 13, 15])
    }
}
