import ReelModel
import ReelSystem
import Synchronization

/// JPEG images one behind the other in a file or FIFO, each a picture of its own, at a rate that is asked for.
///
/// A file can wait, so nothing is ever lost: with every buffer out the source waits for one, live too.
public final class MJPEGFileSource: VideoSource {
    private struct Prepared {
        var reader: JPEGReader
        var format: PictureFormat
    }

    private enum State {
        case idle
        case prepared(Prepared)
        case stopped
    }

    public let name: String
    public let pace: SourcePace
    public let isFinite = true
    private let path: String
    private let rate: FrameRate
    private let clocks: any Clocks
    private let thread = DeliveryThread()
    private let state = Mutex(State.idle)

    public init(
        path: String, rate: FrameRate = FrameRate(numerator: 30), pace: SourcePace = .live,
        clocks: any Clocks = SystemClocks()
    ) {
        self.path = path
        name = "pictures from \(path)"
        self.rate = rate
        self.pace = pace
        self.clocks = clocks
    }

    public func prepare() throws(RecorderError) -> VideoSourceFormat {
        let reader = JPEGReader(try InputFile(opening: path))
        let format = PictureFormat(pixels: .mjpeg, size: try reader.firstSize(), color: .jpeg)
        state.withLock { state in
            if case .idle = state { state = .prepared(Prepared(reader: reader, format: format)) }
        }
        return VideoSourceFormat(picture: format, rate: rate)
    }

    public func start(delivering receiver: any VideoReceiver) throws(RecorderError) {
        switch state.withLock({ $0 }) {
        case .idle: throw RecorderError(.defect, "\(name) was started before it was prepared.")
        case .stopped: return
        case .prepared(let prepared):
            try thread.start("reel-mjpeg") { [self] thread in
                do throws(RecorderError) {
                    try deliver(prepared, to: receiver, on: thread)
                } catch {
                    receiver.sourceEnded(error)
                }
            }
        }
    }

    public func stop() {
        if case .prepared(let prepared) = state.withLock({ $0 }) { prepared.reader.interrupt() }
        thread.stop()
        state.withLock { $0 = .stopped }
    }

    private func deliver(
        _ prepared: Prepared, to receiver: any VideoReceiver, on thread: DeliveryThread
    ) throws(RecorderError) {
        let pacer = VideoPacer(rate: rate, pace: pace, clocks: clocks)
        var number: Int64 = 0
        while let image = try prepared.reader.next(on: thread) {
            guard pacer.wait(forFrame: number, on: thread) else { return }
            guard image.size == prepared.format.size else {
                throw RecorderError(
                    .badInput,
                    "\(path) changes its size: picture \(number + 1) is \(image.size), the first was "
                        + "\(prepared.format.size).")
            }
            let byteCount = image.byteCount
            receiver.receive(
                VideoFrame(
                    format: prepared.format, planes: [], byteCount: byteCount,
                    timestamp: pacer.timestamp(ofFrame: number), sequence: UInt64(number), loan: image.takeLoan()))
            number += 1
        }
        if !thread.isStopping { receiver.sourceEnded(nil) }
    }
}
