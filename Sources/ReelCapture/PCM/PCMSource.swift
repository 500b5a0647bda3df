import ReelModel
import ReelSystem
import Synchronization

/// Raw sound from a file, a FIFO or an open descriptor, in blocks of 20 ms.
///
/// Live, a block comes when its last sample's time has come, counted from the stream's first bytes; what is behind it
/// waits in the file or the pipe, so nothing is lost. Unpaced, blocks come as fast as they are taken. Both are stamped
/// by `StreamPlacement`.
public final class PCMSource: AudioSource {
    private enum State {
        case idle
        case prepared(InputFile)
        case stopped
    }

    public let name: String
    public let pace: SourcePace
    public let isFinite = true
    private let path: String
    private let format: AudioFormat
    private let clocks: any Clocks
    private let pool: HeapBufferPool
    private let thread = DeliveryThread()
    /// A descriptor that was given, until `prepare` takes it.
    private let given: Mutex<FileDescriptor?>
    private let state = Mutex(State.idle)

    /// Sound in the file or FIFO at `path`.
    public init(path: String, format: AudioFormat, pace: SourcePace = .live, clocks: any Clocks = SystemClocks()) {
        precondition(format.rate > 0 && format.channels > 0, "sound has a rate and a channel")
        self.path = path
        name = "raw sound from \(path)"
        self.format = format
        self.pace = pace
        self.clocks = clocks
        given = Mutex(nil)
        pool = Self.pool(for: format)
    }

    /// Sound from a descriptor that is open already (for standard input: a duplicate of it), called `name`.
    public init(
        owning descriptor: consuming FileDescriptor, name: String, format: AudioFormat, pace: SourcePace = .live,
        clocks: any Clocks = SystemClocks()
    ) {
        precondition(format.rate > 0 && format.channels > 0, "sound has a rate and a channel")
        path = name
        self.name = "raw sound from \(name)"
        self.format = format
        self.pace = pace
        self.clocks = clocks
        given = Mutex(.some(descriptor))
        pool = Self.pool(for: format)
    }

    private static func pool(for format: AudioFormat) -> HeapBufferPool {
        HeapBufferPool(slots: 96, slotBytes: framesPerBlock(at: format.rate) * format.bytesPerFrame)
    }

    private static func framesPerBlock(at rate: Int) -> Int { max(1, rate / 50) }

    public func prepare() throws(RecorderError) -> AudioFormat {
        let input: InputFile
        switch given.withLock({ $0.take() }) {
        case .some(let descriptor): input = try InputFile(owning: descriptor, name: path)
        case .none: input = try InputFile(opening: path)
        }
        if let size = input.size { try check(size) }
        state.withLock { state in
            if case .idle = state { state = .prepared(input) }
        }
        return format
    }

    public func start(delivering receiver: any AudioReceiver) throws(RecorderError) {
        switch state.withLock({ $0 }) {
        case .idle: throw RecorderError(.defect, "\(name) was started before it was prepared.")
        case .stopped: return
        case .prepared(let input):
            try thread.start("reel-pcm") { [self] thread in
                deliver(from: input, to: receiver, on: thread)
            }
        }
    }

    public func stop() {
        if case .prepared(let input) = state.withLock({ $0 }) { input.interrupt() }
        thread.stop()
        state.withLock { $0 = .stopped }
    }

    /// Throws unless `size` bytes are sound, and whole frames of it.
    private func check(_ size: Int64) throws(RecorderError) {
        if size == 0 {
            throw RecorderError(.badInput, "\(path) is empty: there is no sound in it; name a file that holds samples.")
        }
        guard size % Int64(format.bytesPerFrame) == 0 else {
            throw RecorderError(
                .badInput,
                "\(path) has \(size) bytes, which is no whole number of frames of \(format.bytesPerFrame) bytes "
                    + "(\(format.sample.rawValue), channels: \(format.channels)); "
                    + "check the sample format and the number of channels.")
        }
    }

    private func deliver(from input: InputFile, to receiver: any AudioReceiver, on thread: DeliveryThread) {
        do throws(RecorderError) {
            guard try input.waitUntilReadable() else { return }
            var placement = StreamPlacement(rate: format.rate, start: clocks.monotonic)
            var total: Int64 = 0
            // Live too, a full receiver is waited for: the stream itself can wait, and no sound has to be lost.
            while let loan = thread.lend(from: pool, pace: .unpaced) {
                guard case .bytes(let count, let waited) = try loan.fill(from: input) else { return }
                total += Int64(count)
                let frames = count / format.bytesPerFrame
                if frames > 0 {
                    let place = placement.place(frames, arrival: waited && pace == .live ? clocks.monotonic : nil)
                    if pace == .live { guard thread.sleep(until: place.end, by: clocks) else { return } }
                    if thread.isStopping { return }
                    receiver.receive(
                        AudioBlock(format: format, timestamp: place.timestamp, frameCount: frames, loan: loan))
                }
                if count < pool.slotBytes {
                    try check(total)
                    receiver.sourceEnded(nil)
                    return
                }
            }
        } catch {
            receiver.sourceEnded(error)
        }
    }
}
