import ReelModel
import Synchronization

/// Puts the counters together into a progress report, once a second. Used by the writer thread.
final class ProgressReporter {
    private let counters: RecordingCounters
    private let events: EventBroadcaster
    private let interval: Duration
    private let videoDepth: @Sendable () -> Int
    private let audioDepth: @Sendable () -> Int
    /// Free bytes where the first file grows; nil when the file system does not say.
    private let diskBytesFree: @Sendable () -> Int64?
    private var last: (time: MediaTime, captured: Int64, bytes: Int64)?

    init(
        counters: RecordingCounters, events: EventBroadcaster, interval: Duration,
        videoDepth: @escaping @Sendable () -> Int, audioDepth: @escaping @Sendable () -> Int,
        diskBytesFree: @escaping @Sendable () -> Int64?
    ) {
        self.counters = counters
        self.events = events
        self.interval = interval
        self.videoDepth = videoDepth
        self.audioDepth = audioDepth
        self.diskBytesFree = diskBytesFree
    }

    /// Reports when the interval has passed since the last report.
    func report(ifDueAt now: MediaTime, bytes: Int64, duration: Duration, writerDepth: Int) {
        guard let last else {
            last = (now, counters.captured.load(ordering: .relaxed), bytes)
            return
        }
        if now - last.time >= interval { report(at: now, bytes: bytes, duration: duration, writerDepth: writerDepth) }
    }

    func report(at now: MediaTime, bytes: Int64, duration: Duration, writerDepth: Int) {
        var progress = Progress()
        progress.duration = duration
        progress.bytes = bytes
        progress.frames = counters.frames
        progress.levels = counters.levels.withLock { $0 }
        let (video, audio) = (
            counters.videoPosition.load(ordering: .relaxed), counters.audioPosition.load(ordering: .relaxed)
        )
        if video > 0, audio > 0 { progress.audioVideoOffset = .nanoseconds(video - audio) }
        progress.queues.video = videoDepth()
        progress.queues.audio = audioDepth()
        progress.queues.writer = writerDepth
        progress.diskBytesFree = diskBytesFree()
        if let last, now > last.time {
            let seconds = (now - last.time).inSeconds
            progress.framesPerSecond = Double(progress.frames.captured - last.captured) / seconds
            let bytesPerSecond = Double(bytes - last.bytes) / seconds
            if let free = progress.diskBytesFree, bytesPerSecond > 0 {
                progress.diskTimeLeft = .seconds(min(Double(free) / bytesPerSecond, 1e8))
            }
        }
        last = (now, progress.frames.captured, bytes)
        events.send(.progress(progress))
    }
}
