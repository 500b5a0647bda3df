import ReelModel

/// Places the packets of all tracks on FLV's one timeline of whole milliseconds, which knows nothing before zero.
///
/// All tracks are shifted alike, so that sound and picture stay together.
struct FLVTimeline: Hashable {
    /// A packet's two times in the file, in milliseconds.
    struct Place: Hashable {
        var timestamp: Int64
        var compositionTime: Int64
    }

    private let timescales: [Int64]
    private var lastTimestamps: [Int64]
    /// What is added to every time; nil until the first packets are written.
    private(set) var shift: Int64?

    /// A timeline of the recording's tracks.
    init(tracks: [TrackFormat]) {
        timescales = tracks.map(\.timescale)
        lastTimestamps = Array(repeating: 0, count: tracks.count)
    }

    func milliseconds(_ time: Int64, track: Int) -> Int64 {
        scaled(time, from: timescales[track], to: 1_000)
    }

    /// Fixes the shift at the earliest time known at the first write.
    mutating func settle(earliest: Int64) {
        if shift == nil { shift = max(0, -earliest) }
    }

    /// Where a packet stands. A track that turns up later and reaches further back decodes at the earliest time
    /// there is left; its presentation stays exact.
    mutating func place(_ entry: PacketBatch.Entry) -> Place {
        let shift = self.shift ?? 0
        let decode = milliseconds(entry.decodeTime, track: entry.track) + shift
        let presentation = milliseconds(entry.presentationTime, track: entry.track) + shift
        let timestamp = max(decode, lastTimestamps[entry.track])
        lastTimestamps[entry.track] = timestamp
        return Place(timestamp: timestamp, compositionTime: presentation - timestamp)
    }
}
