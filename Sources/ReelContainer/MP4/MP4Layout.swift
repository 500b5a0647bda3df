import ReelModel

/// MP4 that survives a crash while it grows and is an ordinary file in the end.
///
/// `ftyp` | the recording's id | a free slot | `moov` without samples | fragments … and at the end | the complete `moov`.
/// Only when that is on the disk does the slot become the header of one `mdat` around all fragments.
struct MP4Layout: ContainerLayout {
    private let request: OutputRequest
    private let movieTimescale: Int64
    private var tracks: [MP4Track]
    private var slotOffset: Int64 = 0
    private var fragmentNumber: UInt32 = 0
    private var indexOffset: Int64?
    private(set) var end = Duration.zero
    // Used again for each fragment.
    private var framing = ByteBuffer()
    private var order: [Int] = []
    private var frameEnds: [Int] = []

    init(request: OutputRequest, tracks: [TrackFormat], taken: [Int]) {
        self.request = request
        self.tracks = taken.enumerated().map { number, index in
            MP4Track(index: index, id: UInt32(number + 1), format: tracks[index])
        }
        // As fine as the finest track, so that an edit's time loses nothing by rounding.
        movieTimescale = self.tracks.map(\.format.timescale).reduce(90_000, max)
    }

    mutating func begin(_ file: GrowingFile) throws(RecorderError) {
        let header = FileHeader.bytes(
            recording: request.recording, holdsPictures: tracks.contains { $0.holdsPictures })
        slotOffset = Int64(header.count - FileHeader.slotBytes)
        try file.append(header)
    }

    /// Writes all waiting packets as one fragment, with one gathering write.
    mutating func write(_ batch: inout PacketBatch, to file: GrowingFile, _ cut: Cut) throws(RecorderError) {
        if batch.isEmpty { return }
        framing.removeAll()
        if fragmentNumber == 0 {
            for index in tracks.indices {
                let first = batch.entries.first { $0.track == tracks[index].index }
                tracks[index].settleShift(firstDecodeTime: first?.decodeTime)
            }
            growingMovie.append(to: &framing)
        }
        let runs = tracks.map { track in
            MovieFragment.Run(
                trackID: track.id, shift: track.growingShift, holdsPictures: track.holdsPictures,
                samples: track.samples(of: batch.entries))
        }
        MovieFragment(number: fragmentNumber + 1, runs: runs).append(to: &framing)
        order.removeAll(keepingCapacity: true)
        for track in tracks {
            for (place, entry) in batch.entries.enumerated() where entry.track == track.index { order.append(place) }
        }
        frameEnds.removeAll(keepingCapacity: true)
        frameEnds.append(contentsOf: repeatElement(framing.count, count: order.count))
        var offset = file.size + Int64(framing.count)
        try batch.append(order, framing: framing.bytes, frameEnds: frameEnds, to: file)
        for (index, run) in runs.enumerated() {
            tracks[index].commit(run.samples, at: offset)
            offset += Int64(run.byteCount)
        }
        fragmentNumber += 1
        end = tracks.map(\.end).max() ?? .zero
        batch.removeAll()
    }

    /// Appends the complete index, syncs it, and then turns the slot into the header of the media data.
    mutating func complete(_ file: GrowingFile) throws(RecorderError) {
        let offset: Int64
        if let indexOffset {
            offset = indexOffset
        } else {
            var buffer = ByteBuffer()
            finishedMovie.append(to: &buffer)
            offset = file.size
            try file.append(buffer.bytes)
            indexOffset = offset
        }
        try file.synchronize()
        try file.overwrite(FileHeader.mediaDataSlot(length: offset - slotOffset), at: slotOffset)
    }

    private var growingMovie: MovieBox {
        MovieBox(
            timescale: movieTimescale, start: request.start, recording: request.recording,
            tracks: tracks.map { track in
                MovieBox.Track(
                    id: track.id, format: track.format, edits: EditList(growingFrom: track.growingShift), samples: nil)
            })
    }

    /// The whole movie; a track that never had a sample is left out.
    private var finishedMovie: MovieBox {
        MovieBox(
            timescale: movieTimescale, start: request.start, recording: request.recording,
            tracks: tracks.filter { !$0.samples.isEmpty }.map { track in
                MovieBox.Track(
                    id: track.id, format: track.format,
                    edits: EditList(
                        of: track.samples, timescale: track.format.timescale, movieTimescale: movieTimescale),
                    samples: track.samples)
            })
    }
}

extension MP4Track {
    /// The end of its last presentation, from the origin.
    fileprivate var end: Duration {
        samples.isEmpty ? .zero : .ticks(samples.endPresentationTime, timescale: format.timescale)
    }
}
