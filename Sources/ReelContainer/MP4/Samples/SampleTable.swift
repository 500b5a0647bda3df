/// Everything that the final index says about a track's samples, in a few bytes each.
///
/// Samples come in decoding order with rising decoding times; those appended since the last `closeChunk` lie one behind
/// the other in the file.
struct SampleTable {
    /// The decoding time of the first sample; the table's own time starts there.
    private(set) var firstDecodeTime: Int64 = 0
    private(set) var lastDecodeTime: Int64 = 0
    /// How long the last sample lasts; the others last until the next.
    private(set) var lastDuration: Int64 = 0
    /// When the first thing is shown or heard, and when the last has ended.
    private(set) var firstPresentationTime: Int64 = .max
    private(set) var endPresentationTime: Int64 = .min

    private(set) var byteCounts = CompactSeries()
    /// From each sample but the last to the next one.
    private(set) var decodeDeltas = CompactSeries()
    /// From decoding to presentation.
    private(set) var compositionOffsets = CompactSeries()
    /// The numbers of the samples at which decoding can start; the first sample is 1.
    private(set) var keyframes = CompactSeries()
    private(set) var chunkOffsets = CompactSeries()
    private(set) var chunkSampleCounts = CompactSeries()
    private var longestDelta: Int64 = 0
    private var samplesInClosedChunks = 0

    var count: Int { byteCounts.count }
    var isEmpty: Bool { count == 0 }

    /// By what the track's timescale has to be divided so that the longest wait between two samples fits into the 32
    /// bits of a duration: 1, until a track stalls for half a day.
    func divisor(ofTimescale timescale: Int64) -> Int64 {
        var divisor = min(longestDelta / Int64(UInt32.max) + 1, timescale)
        while timescale % divisor != 0 { divisor += 1 }
        return divisor
    }

    /// The memory that the table takes.
    var memoryBytes: Int {
        byteCounts.byteCount + decodeDeltas.byteCount + compositionOffsets.byteCount + keyframes.byteCount
            + chunkOffsets.byteCount + chunkSampleCounts.byteCount
    }

    mutating func append(_ sample: Sample) {
        if isEmpty {
            firstDecodeTime = sample.decodeTime
        } else {
            precondition(sample.decodeTime > lastDecodeTime, "decoding times rise")
            let delta = sample.decodeTime - lastDecodeTime
            longestDelta = max(longestDelta, delta)
            decodeDeltas.append(delta)
        }
        lastDecodeTime = sample.decodeTime
        lastDuration = sample.duration
        firstPresentationTime = min(firstPresentationTime, sample.presentationTime)
        endPresentationTime = max(endPresentationTime, sample.presentationTime + sample.duration)
        byteCounts.append(Int64(sample.byteCount))
        compositionOffsets.append(sample.presentationTime - sample.decodeTime)
        if sample.isKeyframe { keyframes.append(Int64(count)) }
    }

    /// Says where the samples since the last call begin in the file.
    mutating func closeChunk(at offset: Int64) {
        let samples = count - samplesInClosedChunks
        guard samples > 0 else { return }
        samplesInClosedChunks = count
        chunkOffsets.append(offset)
        chunkSampleCounts.append(Int64(samples))
    }
}
