import ReelModel

/// A fragment of a growing file: the `moof` box and the header of its `mdat` (ISO/IEC 14496-12, 8.8).
struct MovieFragment {
    /// Samples of one track, which lie one behind the other in the `mdat`.
    struct Run {
        var trackID: UInt32
        /// What is added to decoding times so that none is negative.
        var shift: Int64
        var holdsPictures: Bool
        var samples: [Sample]

        var byteCount: Int { samples.reduce(0) { $0 + $1.byteCount } }
    }

    /// Decoding can start here, without another sample.
    private static let keyframeFlags: UInt32 = 0x0200_0000
    /// Depends on others; decoding cannot start here.
    private static let dependentFlags: UInt32 = 0x0101_0000

    /// 1 and up, without a hole.
    var number: UInt32
    /// In the order in which their samples lie in the `mdat`.
    var runs: [Run]

    /// Appends everything but the samples' bytes, which follow it in the file.
    func append(to buffer: inout ByteBuffer) {
        let start = buffer.count
        var offsetPositions: [Int] = []
        buffer.box("moof") { moof in
            moof.fullBox("mfhd") { $0.append(big: number) }
            for run in runs where !run.samples.isEmpty {
                moof.box("traf") { traf in
                    // Offsets count from the beginning of the `moof`.
                    traf.fullBox("tfhd", flags: 0x02_0000) { $0.append(big: run.trackID) }
                    traf.fullBox("tfdt", version: 1) { $0.append(big: max(0, run.samples[0].decodeTime + run.shift)) }
                    offsetPositions.append(Self.append(run, to: &traf))
                }
            }
        }
        var offset = buffer.count - start + 8
        for (position, run) in zip(offsetPositions, runs.lazy.filter { !$0.samples.isEmpty }) {
            buffer.replace(at: position, withBig: Int32(offset))
            offset += run.byteCount
        }
        let payload = runs.reduce(0) { $0 + $1.byteCount }
        buffer.append(big: UInt32(payload + 8))
        buffer.append("mdat")
    }

    /// Appends `trun` and returns where its data offset has to be filled in.
    private static func append(_ run: Run, to buffer: inout ByteBuffer) -> Int {
        // Present: the data offset, and each sample's duration, size and (of pictures) flags and composition offset,
        // which version 1 makes signed.
        let flags: UInt32 = run.holdsPictures ? 0xf01 : 0x301
        var position = 0
        buffer.fullBox("trun", version: 1, flags: flags) { trun in
            trun.append(big: UInt32(run.samples.count))
            position = trun.count
            trun.append(big: Int32(0))
            for (index, sample) in run.samples.enumerated() {
                let next = index + 1
                let duration =
                    next < run.samples.count ? run.samples[next].decodeTime - sample.decodeTime : sample.duration
                trun.append(big: UInt32(clamping: duration))
                trun.append(big: UInt32(sample.byteCount))
                if run.holdsPictures {
                    trun.append(big: sample.isKeyframe ? keyframeFlags : dependentFlags)
                    trun.append(big: Int32(clamping: sample.presentationTime - sample.decodeTime))
                }
            }
        }
        return position
    }

    /// Appends the content of `trex`: what holds for each sample whose run does not say otherwise.
    static func appendDefaults(of track: MovieBox.Track, to box: inout ByteBuffer) {
        box.append(big: track.id)
        box.append(big: UInt32(1))
        box.append(zeros: 8)
        switch track.format {
        case .video: box.append(big: dependentFlags)
        case .audio: box.append(big: keyframeFlags)
        }
    }
}
