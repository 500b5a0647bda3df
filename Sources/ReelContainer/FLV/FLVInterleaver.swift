import ReelModel

/// Decides which waiting packets can be written in the order of their decoding times, and which wait for other tracks.
///
/// Bounded both ways: nobody waits longer than 200 ms, and nothing is held that lies a second of media behind.
struct FLVInterleaver {
    static let longestWait = Duration.milliseconds(200)
    /// Milliseconds of media.
    static let longestLag: Int64 = 1_000

    /// The tracks in the file.
    private let taken: [Int]
    /// Milliseconds: how far each track has come; nil before its first packet.
    private var reached: [Int64?]

    init(trackCount: Int, taken: [Int]) {
        self.taken = taken
        reached = Array(repeating: nil, count: trackCount)
    }

    /// The places of the packets to write now, in order of decoding; of equal times the earlier arrival is first.
    mutating func select(_ entries: [PacketBatch.Entry], times: [Int64], _ cut: Cut) -> [Int] {
        for (entry, time) in zip(entries, times) { reached[entry.track] = time }
        let sorted = entries.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        let last: Int? =
            switch cut {
            case .everything: sorted.indices.last
            case .due(let now): sorted.lastIndex { isFree(entries[$0], time: times[$0], now: now) }
            }
        return last.map { Array(sorted[...$0]) } ?? []
    }

    private func isFree(_ entry: PacketBatch.Entry, time: Int64, now: MediaTime) -> Bool {
        let slowest = taken.map { reached[$0] ?? .min }.min() ?? .min
        let fastest = taken.compactMap { reached[$0] }.max() ?? .min
        return time <= slowest || now - entry.arrival >= Self.longestWait || fastest - time >= Self.longestLag
    }
}
