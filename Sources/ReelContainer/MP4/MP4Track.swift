import ReelModel

/// One track of an MP4 file that is being written.
struct MP4Track {
    /// Assumed for pictures when sound has to be written before the first of them came, and so before it is known how
    /// far decoding runs ahead of presentation. An edit list that starts too late in the media's time costs nothing.
    static let assumedReorderDelay = Duration.milliseconds(500)

    /// The track's index in the recording.
    let index: Int
    let id: UInt32
    let format: TrackFormat
    private(set) var samples = SampleTable()
    /// The origin in the growing file's media time.
    private(set) var growingShift: Int64 = 0

    init(index: Int, id: UInt32, format: TrackFormat) {
        self.index = index
        self.id = id
        self.format = format
    }

    var holdsPictures: Bool {
        switch format {
        case .video: true
        case .audio: false
        }
    }

    /// Fixes the origin in the growing file, from what has come of this track so far.
    mutating func settleShift(firstDecodeTime: Int64?) {
        switch (format, firstDecodeTime) {
        case (.audio(let audio), let first): growingShift = max(Int64(audio.primingSamples), -(first ?? 0))
        case (.video, let first?): growingShift = max(0, -first)
        case (.video, nil): growingShift = Self.assumedReorderDelay.ticks(timescale: format.timescale)
        }
    }

    /// The packets of this track as samples, their decoding times rising and their durations known or estimated.
    func samples(of entries: [PacketBatch.Entry]) -> [Sample] {
        var result: [Sample] = []
        var previous = samples.isEmpty ? nil : samples.lastDecodeTime
        for entry in entries where entry.track == index {
            // Two samples at one time cannot be told in a file; the encoder never makes them, a broken source may.
            let decodeTime = previous.map { max($0 + 1, entry.decodeTime) } ?? entry.decodeTime
            let duration =
                entry.duration > 0 ? entry.duration : estimatedDuration(since: previous, decodeTime: decodeTime)
            result.append(
                Sample(
                    decodeTime: decodeTime, presentationTime: entry.presentationTime, duration: duration,
                    byteCount: entry.byteCount, isKeyframe: entry.isKeyframe))
            previous = decodeTime
        }
        return result
    }

    /// What a sample lasts whose encoder does not say: as long as the one before, or by the nominal rate.
    private func estimatedDuration(since previous: Int64?, decodeTime: Int64) -> Int64 {
        let nominal =
            switch format {
            case .video(let video): video.nominalRate.frameDuration.ticks(timescale: video.timescale)
            case .audio(let audio): Int64(max(1, audio.samplesPerPacket))
            }
        guard let previous else { return nominal }
        // A hole before a sample says nothing about the sample itself.
        return min(decodeTime - previous, 2 * nominal)
    }

    /// Notes samples that now lie in the file from `offset` on.
    mutating func commit(_ run: [Sample], at offset: Int64) {
        for sample in run { samples.append(sample) }
        samples.closeChunk(at: offset)
    }
}
