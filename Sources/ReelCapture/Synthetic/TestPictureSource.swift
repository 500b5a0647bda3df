import ReelModel
import ReelSystem
import Synchronization

/// A picture that is known to the pixel: a test card with the time, a moving dot, a flash a second and a machine's code.
///
/// Frame `n` is a function of `n` alone and carries the time `origin + n / rate`. `TestPictureReader` reads the code
/// and the flash back. Live, the source behaves as a camera of eight buffers does: a frame for which no buffer is free,
/// or that is more than eight frames late, is lost and leaves a step in the sequence.
public final class TestPictureSource: VideoSource {
    private static let buffers = 8

    public let name = "test picture"
    public let pace: SourcePace
    private let size: PictureSize
    private let rate: FrameRate
    private let origin: TestOrigin
    private let length: Duration?
    private let clocks: any Clocks
    private let thread = DeliveryThread()
    private let painter = Mutex<TestPicturePainter?>(nil)

    /// A picture that ends after `length` (nil: never).
    public init(
        size: PictureSize = PictureSize(width: 1_280, height: 720), rate: FrameRate = FrameRate(numerator: 30),
        origin: TestOrigin = TestOrigin(), pace: SourcePace = .live, length: Duration? = nil,
        clocks: any Clocks = SystemClocks()
    ) {
        self.size = size
        self.rate = rate
        self.origin = origin
        self.pace = pace
        self.length = length
        self.clocks = clocks
    }

    public func prepare() throws(RecorderError) -> VideoSourceFormat {
        let isEven = size.width % 2 == 0 && size.height % 2 == 0
        guard isEven, (160...7_680).contains(size.width), (120...4_320).contains(size.height) else {
            throw RecorderError(
                .notSupported,
                "The test picture cannot be \(size): its sides are even numbers from 160x120 to 7680x4320; "
                    + "ask for another size.")
        }
        let painter = TestPicturePainter(size: size, rate: rate)
        self.painter.withLock { $0 = painter }
        return VideoSourceFormat(picture: painter.format, rate: rate)
    }

    public func start(delivering receiver: any VideoReceiver) throws(RecorderError) {
        guard let painter = painter.withLock({ $0 }) else {
            throw RecorderError(.defect, "The test picture was started before it was prepared.")
        }
        try thread.start("reel-picture") { [self] thread in
            deliver(painter, to: receiver, on: thread)
        }
    }

    public func stop() {
        thread.stop()
    }

    private func deliver(_ painter: TestPicturePainter, to receiver: any VideoReceiver, on thread: DeliveryThread) {
        let pool = HeapBufferPool(slots: Self.buffers, slotBytes: I420Canvas.byteCount(of: size))
        let origin = self.origin.settle(at: clocks.monotonic)
        var number: Int64 = 0
        while true {
            if pace == .live { number = max(number, oldestInTime(after: origin)) }
            let time = rate.start(ofFrame: number)
            if let length, time >= length { break }
            let loan = thread.lend(from: pool, pace: pace)
            loan?.paint(painter, frame: number)
            switch pace {
            case .live: guard thread.sleep(until: origin.advanced(by: time), by: clocks) else { return }
            case .unpaced: if thread.isStopping { return }
            }
            if case .some(let loan) = consume loan {
                receiver.receive(
                    VideoFrame(
                        format: painter.format, planes: painter.planes, byteCount: pool.slotBytes,
                        timestamp: origin.advanced(by: time), sequence: UInt64(number), loan: loan))
            }
            number += 1
        }
        receiver.sourceEnded(nil)
    }

    /// The first frame that a camera would still hold now.
    private func oldestInTime(after origin: MediaTime) -> Int64 {
        let nanoseconds = max(0, (clocks.monotonic - origin).nanoseconds)
        let frame = scaled(nanoseconds, from: 1_000_000_000 * Int64(rate.denominator), to: Int64(rate.numerator))
        return frame - Int64(Self.buffers)
    }
}

extension BufferLoan {
    fileprivate borrowing func paint(_ painter: TestPicturePainter, frame number: Int64) {
        unsafe withMutableBytes { unsafe painter.paint(frame: number, into: $0) }
    }
}
