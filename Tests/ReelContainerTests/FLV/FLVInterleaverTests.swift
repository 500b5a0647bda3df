import ReelModel
import Testing

@testable import ReelContainer

struct FLVInterleaverTests {
    private func entry(_ track: Int, arrival: Int64) -> PacketBatch.Entry {
        PacketBatch.Entry(
            track: track, presentationTime: 0, decodeTime: 0, duration: 0, isKeyframe: true, byteCount: 1,
            arrival: moment(arrival))
    }

    private func moment(_ milliseconds: Int64) -> MediaTime { MediaTime(nanoseconds: milliseconds * 1_000_000) }

    @Test func `packets go in the order of their times up to where the slowest track has come`() {
        var interleaver = FLVInterleaver(trackCount: 2, taken: [0, 1])
        let entries = [entry(1, arrival: 0), entry(1, arrival: 1), entry(0, arrival: 2), entry(0, arrival: 3)]
        #expect(interleaver.select(entries, times: [10, 30, 5, 20], .due(moment(4))) == [2, 0, 3])
    }

    @Test func `nothing goes before another track has come, until 200 ms have passed`() {
        var interleaver = FLVInterleaver(trackCount: 2, taken: [0, 1])
        let entries = [entry(0, arrival: 0), entry(0, arrival: 33)]
        #expect(interleaver.select(entries, times: [0, 33], .due(moment(199))) == [])
        #expect(interleaver.select(entries, times: [0, 33], .due(moment(200))) == [0])
        #expect(interleaver.select(entries, times: [0, 33], .due(moment(233))) == [0, 1])
    }

    @Test func `what is earlier than a packet that waited too long goes with it`() {
        var interleaver = FLVInterleaver(trackCount: 2, taken: [0, 1])
        let entries = [entry(0, arrival: 0), entry(1, arrival: 150)]
        #expect(interleaver.select(entries, times: [100, 50], .due(moment(200))) == [1, 0])
    }

    @Test func `no more than a second of media is held however fast it comes`() {
        var interleaver = FLVInterleaver(trackCount: 2, taken: [0, 1])
        let entries = [entry(0, arrival: 0), entry(0, arrival: 0), entry(0, arrival: 0)]
        #expect(interleaver.select(entries, times: [0, 400, 1_200], .due(moment(0))) == [0])
    }

    @Test func `everything goes when it has to, and a track that is not in the file is not awaited`() {
        var interleaver = FLVInterleaver(trackCount: 2, taken: [0, 1])
        #expect(interleaver.select([entry(0, arrival: 0)], times: [7], .everything) == [0])
        var alone = FLVInterleaver(trackCount: 2, taken: [0])
        #expect(alone.select([entry(0, arrival: 0)], times: [7], .due(moment(0))) == [0])
    }
}
