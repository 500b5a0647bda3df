import ReelContainer
import ReelModel
import ReelSystem

/// Takes packets from the queue, gives them to every output that wants their track, and reports progress.
///
/// Runs on one thread of its own, `reel-writer`: nothing else touches the files. An output that fails is let go, the
/// others go on; packets are taken to the end whatever happens, so that no pump waits for ever.
final class PacketWriter {
    private let queue: WriterQueue
    private var outputs: [RecordingOutput]
    private let reporter: ProgressReporter
    private let clocks: any Clocks
    private let events: EventBroadcaster
    private let post: @Sendable (RecordingStateMachine.Input) -> Void
    private var hasMedia = false
    private var hasWarnedOfSlowDisk = false
    /// Why the first output failed that did.
    private var failure: RecorderError?
    private var hasFailed = false

    /// How long one write with its sync may take before the promise of a second is in danger.
    private static let slowWrite = Duration.milliseconds(100)
    /// How often time-bound work is looked at when no packet comes.
    private static let tick = Duration.milliseconds(100)

    init(
        queue: WriterQueue, outputs: sending [RecordingOutput], reporter: sending ProgressReporter,
        clocks: any Clocks, events: EventBroadcaster, post: @escaping @Sendable (RecordingStateMachine.Input) -> Void
    ) {
        self.queue = queue
        self.outputs = outputs
        self.reporter = reporter
        self.clocks = clocks
        self.events = events
        self.post = post
    }

    /// Writes until the queue is closed and empty, then finishes every file.
    func run() -> WriterResult {
        writing: while true {
            let start: MediaTime
            switch queue.pop(timeout: Self.tick) {
            case .element(let packet):
                start = clocks.monotonic
                write(packet)
            case .timedOut:
                start = clocks.monotonic
            case .closed:
                break writing
            }
            for index in outputs.indices { outputs[index].tick(at: start) { failed($0) } }
            tellOfFailures()
            let now = clocks.monotonic
            warnOfSlowDisk(now - start)
            reporter.report(ifDueAt: now, bytes: bytes, duration: duration, writerDepth: queue.count)
        }
        reporter.report(at: clocks.monotonic, bytes: bytes, duration: duration, writerDepth: 0)
        return finish()
    }

    private var bytes: Int64 { outputs.reduce(0) { $0 + $1.bytesWritten } }
    private var duration: Duration { outputs.reduce(.zero) { max($0, $1.duration) } }

    private func write(_ packet: consuming EncodedPacket) {
        for index in outputs.indices where outputs[index].takes(packet.track) {
            outputs[index].append(packet.share()) { failed($0) }
            if !hasMedia {
                hasMedia = true
                post(.mediaReachedFile)
            }
        }
    }

    /// An output cannot be written any more: the others go on, and with none left the recording ends.
    private func failed(_ error: RecorderError) {
        if failure == nil { failure = error }
        hasFailed = true
    }

    /// Tells of outputs that have just failed, outside of the walk over them.
    private func tellOfFailures() {
        guard hasFailed, let failure else { return }
        hasFailed = false
        if outputs.contains(where: \.isWriting) {
            events.send(.error(failure))
        } else {
            post(.writeFailed(failure))
        }
    }

    private func finish() -> WriterResult {
        var result = WriterResult(failure: failure)
        for index in outputs.indices {
            do throws(RecorderError) {
                guard let file = try outputs[index].finish() else { continue }
                events.send(.file(file))
                result.files.append(file)
            } catch {
                events.send(.file(outputs[index].abandoned))
                result.failure = result.failure ?? error
            }
        }
        return result
    }

    private func warnOfSlowDisk(_ time: Duration) {
        guard time > Self.slowWrite, !hasWarnedOfSlowDisk else { return }
        hasWarnedOfSlowDisk = true
        let milliseconds = Int((time.inSeconds * 1_000).rounded())
        let warning = RecordingWarning(
            "slow-disk",
            "Writing to the disk took \(milliseconds) ms, more than 100 ms: a power cut now could cost more than the "
                + "last second. A faster disk or a lower bit rate helps.")
        events.send(.warning(warning))
    }
}
