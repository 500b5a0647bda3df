import ReelModel

/// AAC in ADTS frames: complete at every moment, without any front that could name the recording.
struct ADTSLayout: ContainerLayout {
    private let header: ADTSHeader
    private let timescale: Int64
    private(set) var end = Duration.zero
    private var framing = ByteBuffer()
    private var frameEnds: [Int] = []

    init(tracks: [TrackFormat], taken: [Int]) throws(RecorderError) {
        guard let index = taken.first, case .audio(let audio) = tracks[index] else {
            throw RecorderError(.defect, "An .aac file was opened without sound.")
        }
        header = try ADTSHeader(configuration: audio.configuration)
        timescale = Int64(audio.rate)
    }

    func begin(_ file: GrowingFile) throws(RecorderError) {}

    mutating func write(_ batch: inout PacketBatch, to file: GrowingFile, _ cut: Cut) throws(RecorderError) {
        guard let last = batch.entries.last else { return }
        framing.removeAll()
        frameEnds.removeAll(keepingCapacity: true)
        for entry in batch.entries {
            guard entry.byteCount <= ADTSHeader.largestPayload else {
                throw RecorderError(.defect, "The AAC encoder made a packet of \(entry.byteCount) bytes.")
            }
            header.append(payloadBytes: entry.byteCount, to: &framing)
            frameEnds.append(framing.count)
        }
        try batch.append(Array(batch.entries.indices), framing: framing.bytes, frameEnds: frameEnds, to: file)
        end = .ticks(last.presentationTime + last.duration, timescale: timescale)
        batch.removeAll()
    }

    func complete(_ file: GrowingFile) throws(RecorderError) {}
}
