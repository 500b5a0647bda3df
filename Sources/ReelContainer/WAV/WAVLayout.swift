import ReelModel

/// Raw sound behind a header whose sizes are right after each sync.
struct WAVLayout: ContainerLayout {
    private let header: WAVHeader
    private let timescale: Int64
    private var dataBytes: Int64 = 0
    private var frameEnds: [Int] = []

    init(request: OutputRequest, tracks: [TrackFormat], taken: [Int]) throws(RecorderError) {
        guard let index = taken.first, case .audio(let audio) = tracks[index], case .pcm(let sample) = audio.codec
        else {
            throw RecorderError(.defect, "A .wav file was opened without raw sound.")
        }
        header = WAVHeader(
            format: AudioFormat(sample: sample, rate: audio.rate, channels: audio.channels),
            recording: request.recording)
        timescale = Int64(audio.rate)
    }

    /// The file knows no timestamps: its end is its length.
    var end: Duration { .ticks(dataBytes / Int64(header.format.bytesPerFrame), timescale: timescale) }

    func begin(_ file: GrowingFile) throws(RecorderError) {
        try file.append(header.bytes(dataBytes: 0))
    }

    mutating func write(_ batch: inout PacketBatch, to file: GrowingFile, _ cut: Cut) throws(RecorderError) {
        if batch.isEmpty { return }
        frameEnds.removeAll(keepingCapacity: true)
        frameEnds.append(contentsOf: repeatElement(0, count: batch.count))
        let sizeBefore = file.size
        try batch.append(Array(batch.entries.indices), framing: [], frameEnds: frameEnds, to: file)
        dataBytes += file.size - sizeBefore
        batch.removeAll()
        try file.overwrite(header.bytes(dataBytes: dataBytes), at: 0)
    }

    /// Chunks have an even length (24-bit mono can be odd), which their size does not count.
    func complete(_ file: GrowingFile) throws(RecorderError) {
        if file.size % 2 == 1 { try file.append([0]) }
        try file.overwrite(header.bytes(dataBytes: dataBytes), at: 0)
    }
}
