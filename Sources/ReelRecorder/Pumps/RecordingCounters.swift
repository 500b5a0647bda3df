import ReelModel
import Synchronization

/// What the pumps count and the progress report reads; each number is written by one thread.
final class RecordingCounters: Sendable {
    let captured = Atomic<Int64>(0)
    let encoded = Atomic<Int64>(0)
    /// Pictures that a full queue turned away.
    let droppedHere = Atomic<Int64>(0)
    /// Pictures that the source itself lost, by its sequence numbers.
    let lostBySource = Atomic<Int64>(0)
    let duplicated = Atomic<Int64>(0)
    let corrupt = Atomic<Int64>(0)
    /// Blocks of sound that a full queue turned away.
    let soundOverruns = Atomic<Int64>(0)
    /// Media time of the newest picture and the newest sound given to an encoder, in nanoseconds.
    let videoPosition = Atomic<Int64>(0)
    let audioPosition = Atomic<Int64>(0)
    /// The loudness of the last second, one entry a channel.
    let levels = Mutex<[AudioLevel]>([])

    var frames: FrameCounts {
        var counts = FrameCounts()
        counts.captured = captured.load(ordering: .relaxed)
        counts.encoded = encoded.load(ordering: .relaxed)
        counts.dropped = droppedHere.load(ordering: .relaxed) + lostBySource.load(ordering: .relaxed)
        counts.duplicated = duplicated.load(ordering: .relaxed)
        counts.corrupt = corrupt.load(ordering: .relaxed)
        return counts
    }
}
