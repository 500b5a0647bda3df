import ReelModel
import ReelSystem
import Synchronization

/// A sound that is known to the sample: see `ToneGenerator` for what is heard.
///
/// Blocks of 20 ms, stamped from the origin; live, each comes when its last sample's time has come.
public final class TestToneSource: AudioSource {
    public let name = "test tone"
    public let pace: SourcePace
    private let generator: ToneGenerator
    private let origin: TestOrigin
    private let length: Duration?
    private let clocks: any Clocks
    private let pool: HeapBufferPool
    private let thread = DeliveryThread()

    /// A tone of `rate` hertz and `channels` channels that beeps when a picture at `flashRate` and of the same `origin`
    /// flashes, and that ends after `length` (nil: never).
    public init(
        rate: Int = 48_000, channels: Int = 2, flashRate: FrameRate = FrameRate(numerator: 30),
        origin: TestOrigin = TestOrigin(), pace: SourcePace = .live, length: Duration? = nil,
        clocks: any Clocks = SystemClocks()
    ) {
        precondition(rate >= 1_000 && channels > 0, "a rate that can carry the beep, and a channel")
        generator = ToneGenerator(rate: rate, channels: channels, flashes: FlashSchedule(rate: flashRate))
        self.origin = origin
        self.pace = pace
        self.length = length
        self.clocks = clocks
        pool = HeapBufferPool(slots: 96, slotBytes: rate / 50 * generator.format.bytesPerFrame)
    }

    public func prepare() throws(RecorderError) -> AudioFormat {
        generator.format
    }

    public func start(delivering receiver: any AudioReceiver) throws(RecorderError) {
        try thread.start("reel-tone") { [self] thread in
            deliver(to: receiver, on: thread)
        }
    }

    public func stop() {
        thread.stop()
    }

    private func deliver(to receiver: any AudioReceiver, on thread: DeliveryThread) {
        let origin = self.origin.settle(at: clocks.monotonic)
        let format = generator.format
        let end = length.map { $0.ticks(timescale: Int64(format.rate)) } ?? .max
        var position: Int64 = 0
        while position < end {
            let count = Int(min(Int64(format.rate / 50), end - position))
            let loan = thread.lend(from: pool, pace: pace)
            loan?.write(generator, from: position, count: count)
            switch pace {
            case .live:
                let due = origin.advanced(by: .ticks(position + Int64(count), timescale: Int64(format.rate)))
                guard thread.sleep(until: due, by: clocks) else { return }
            case .unpaced:
                if thread.isStopping { return }
            }
            let timestamp = origin.advanced(by: .ticks(position, timescale: Int64(format.rate)))
            receiver.receive(.of(loan, format: format, timestamp: timestamp, frameCount: count))
            position += Int64(count)
        }
        receiver.sourceEnded(nil)
    }
}

extension BufferLoan {
    fileprivate borrowing func write(_ generator: ToneGenerator, from position: Int64, count: Int) {
        unsafe withMutableBytes { bytes in
            let samples = unsafe bytes.bindMemory(to: Float.self)
            unsafe generator.write(
                from: position, into: UnsafeMutableBufferPointer(rebasing: samples.prefix(count * generator.channels)))
        }
    }
}
