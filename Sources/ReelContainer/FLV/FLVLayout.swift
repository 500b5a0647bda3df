import ReelModel

/// FLV with H.264 and AAC: complete at every moment; its duration, size and keyframe index are filled in at the end.
struct FLVLayout: ContainerLayout {
    private let tracks: [TrackFormat]
    private let taken: [Int]
    private let header: FLVHeader
    private var timeline: FLVTimeline
    private var interleaver: FLVInterleaver
    private var keyframes = KeyframeIndex(capacity: FLVHeader.indexCapacity)
    private(set) var end = Duration.zero
    private var framing = ByteBuffer()
    private var frameEnds: [Int] = []

    init(request: OutputRequest, tracks: [TrackFormat], taken: [Int]) {
        self.tracks = tracks
        self.taken = taken
        header = FLVHeader(tracks: taken.map { tracks[$0] }, recording: request.recording)
        timeline = FLVTimeline(tracks: tracks)
        interleaver = FLVInterleaver(trackCount: tracks.count, taken: taken)
    }

    func begin(_ file: GrowingFile) throws(RecorderError) {
        var buffer = ByteBuffer()
        buffer.append(header.bytes(duration: .zero, fileBytes: 0, keyframes: []))
        for index in taken {
            let (kind, data) = FLVTag.configuration(tracks[index])
            FLVTag.append(kind, data: data, to: &buffer)
        }
        try file.append(buffer.bytes)
    }

    mutating func write(_ batch: inout PacketBatch, to file: GrowingFile, _ cut: Cut) throws(RecorderError) {
        let times = batch.entries.map { timeline.milliseconds($0.decodeTime, track: $0.track) }
        let order = interleaver.select(batch.entries, times: times, cut)
        guard let first = order.first else { return }
        timeline.settle(earliest: min(times[first], -longestPriming))
        framing.removeAll()
        frameEnds.removeAll(keepingCapacity: true)
        var offset = file.size
        var end = self.end
        var newKeyframes: [KeyframeIndex.Entry] = []
        var previousBytes: Int?
        for index in order {
            let entry = batch.entries[index]
            let place = timeline.place(entry)
            let (kind, front) = front(of: entry, at: place)
            if let previousBytes { FLVTag.appendTrailer(dataBytes: previousBytes, to: &framing) }
            let dataBytes = front.count + entry.byteCount
            if kind == .video, entry.isKeyframe {
                newKeyframes.append(.init(time: place.timestamp, offset: offset))
            }
            FLVTag.appendHeader(kind, dataBytes: dataBytes, timestamp: place.timestamp, to: &framing)
            framing.append(front)
            frameEnds.append(framing.count)
            previousBytes = dataBytes
            offset += Int64(FLVTag.headerBytes + dataBytes + FLVTag.trailerBytes)
            end = max(
                end, .ticks(entry.presentationTime + entry.duration, timescale: tracks[entry.track].timescale))
        }
        if let previousBytes { FLVTag.appendTrailer(dataBytes: previousBytes, to: &framing) }
        try batch.append(order, framing: framing.bytes, frameEnds: frameEnds, to: file)
        for keyframe in newKeyframes { keyframes.add(keyframe) }
        self.end = end
        batch.remove(order)
    }

    /// What precedes an access unit inside its tag.
    private func front(of entry: PacketBatch.Entry, at place: FLVTimeline.Place) -> (FLVTag.Kind, [UInt8]) {
        switch tracks[entry.track] {
        case .video:
            (.video, FLVTag.videoFront(isKeyframe: entry.isKeyframe, compositionTime: place.compositionTime))
        case .audio: (.audio, FLVTag.audioFront)
        }
    }

    /// Milliseconds, rounded up, by which sound starts before the origin.
    private var longestPriming: Int64 {
        taken.map { index -> Int64 in
            switch tracks[index] {
            case .video: 0
            case .audio(let audio): (Int64(audio.primingSamples) * 1_000 + Int64(audio.rate) - 1) / Int64(audio.rate)
            }
        }.max() ?? 0
    }

    func complete(_ file: GrowingFile) throws(RecorderError) {
        let shifted = end + .milliseconds(timeline.shift ?? 0)
        let front = header.bytes(duration: shifted, fileBytes: file.size, keyframes: keyframes.entries)
        try file.overwrite(front, at: 0)
    }
}
