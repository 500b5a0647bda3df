import ReelModel
import ReelSystem

/// What the capture thread does: waits for the driver, gives each picture to the receiver, notices the end.
///
/// `@unchecked Sendable`: handed to the capture thread once, which alone runs it.
final class CapturePump: @unchecked Sendable {
    private let device: any CaptureDevice
    private let pool: V4L2BufferPool
    private let settings: CaptureSettings
    private let path: PicturePath
    private let receiver: any VideoReceiver
    private let clocks: any Clocks
    private var counter: SequenceCounter
    private var clock = DriverClock()
    private var watch: SilenceWatch

    init(
        device: any CaptureDevice, pool: V4L2BufferPool, settings: CaptureSettings,
        quirks: DriverQuirks = DriverQuirks(),
        converter: FormatConverter? = nil, receiver: any VideoReceiver, clocks: any Clocks, limits: CaptureLimits
    ) {
        self.device = device
        self.pool = pool
        self.settings = settings
        path = PicturePath(settings, pool: pool, quirks: quirks, converter: converter)
        counter = SequenceCounter(startsWithOldNumber: quirks.startsWithOldNumber)
        self.receiver = receiver
        self.clocks = clocks
        watch = SilenceWatch(
            starting: limits.starting, running: limits.running(at: settings.rate), from: clocks.monotonic)
    }

    /// Delivers until `stop` is raised or the camera is lost; only then the receiver is told of the end.
    func run(until stop: WakeSignal) {
        do throws(RecorderError) {
            while try turn(stop) {}
        } catch {
            receiver.sourceEnded(error)
        }
    }

    /// One wait and what it brought; false when it is time to stop.
    private func turn(_ stop: WakeSignal) throws(RecorderError) -> Bool {
        let mayRest = pool.hasRefused ? .milliseconds(100) : Duration.seconds(3_600)
        let failures = CameraFailure(camera: settings.camera)
        do {
            let timeout = min(watch.remaining(at: clocks.monotonic), mayRest)
            switch try device.wait(for: stop, timeout: timeout) {
            case .signalled:
                return false
            case .ready:
                // Drivers that report an error while they have no buffer would be asked without end.
                if try deliverFilled() == 0, stop.wait(timeout: .milliseconds(10)) { return false }
            case .timedOut:
                // A process that was held up for long finds its pictures here.
                if try deliverFilled() == 0, pool.isExhausted { watch.excuse(at: clocks.monotonic) }
            }
        } catch {
            throw failures.lost(error)
        }
        if pool.hasRefused { pool.requeueRefused() }
        guard watch.remaining(at: clocks.monotonic) <= .zero else { return true }
        throw watch.hasStarted ? failures.stalled(for: watch.limit) : failures.silent(for: watch.limit)
    }

    /// Gives every filled buffer to the receiver and returns how many there were.
    private func deliverFilled() throws(SystemError) -> Int {
        var count = 0
        while let filled = try device.dequeueBuffer() {
            count += 1
            let now = clocks.monotonic
            watch.pictureCame(at: now)
            deliver(filled, at: now)
        }
        return count
    }

    private func deliver(_ filled: FilledBuffer, at now: MediaTime) {
        let sequence = counter.extend(filled.sequence)
        let timestamp = clock.place(filled.stamp, arrival: now)
        // A driver that names a buffer twice has lost the picture in it, which the sequence tells.
        guard let loan = pool.lend(slot: filled.index) else { return }
        guard let picture = picture(filled, in: loan) else { return }
        receiver.receive(
            VideoFrame(
                format: settings.picture, planes: settings.planes, byteCount: picture.byteCount, timestamp: timestamp,
                sequence: sequence, isCorrupt: filled.isCorrupt || picture.isDamaged, loan: picture.loan))
    }

    private struct Picture: ~Copyable {
        var byteCount: Int
        var isDamaged: Bool
        var loan: BufferLoan
    }

    /// What is in a filled buffer, lent, copied or converted; nil when there is no memory left for it, so that it is
    /// lost, which the sequence tells.
    private func picture(_ filled: FilledBuffer, in loan: consuming BufferLoan) -> Picture? {
        let isCompressed = settings.picture.pixels.isCompressed
        // Some drivers leave the count of an uncompressed picture 0; its size is known anyway.
        let byteCount = isCompressed ? min(filled.byteCount, pool.smallestBuffer) : settings.pictureBytes
        let isShort =
            isCompressed ? filled.byteCount == 0 : filled.byteCount > 0 && filled.byteCount < settings.pictureBytes
        switch path {
        case .direct:
            return Picture(byteCount: byteCount, isDamaged: isShort, loan: loan)
        case .copied(let copies):
            guard let copy = copies.lend() else { return nil }
            unsafe loan.withBytes(byteCount) { picture in
                unsafe copy.withMutableBytes { unsafe $0.copyMemory(from: picture) }
            }
            return Picture(byteCount: byteCount, isDamaged: isShort, loan: copy)
        case .converted(let converter, let pictures):
            guard let target = pictures.lend() else { return nil }
            let count = filled.byteCount == 0 ? settings.device.imageBytes : filled.byteCount
            let isWhole = unsafe loan.withBytes(count) { source in
                unsafe target.withMutableBytes { unsafe converter.convert(source, into: $0) }
            }
            return Picture(byteCount: settings.pictureBytes, isDamaged: !isWhole, loan: target)
        }
    }
}
