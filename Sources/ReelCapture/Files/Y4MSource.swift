import ReelModel
import ReelSystem
import Synchronization

/// Uncompressed pictures from a YUV4MPEG2 file or FIFO, at the rate that its header names.
///
/// A file can wait, so nothing is ever lost: with every buffer out the source waits for one, live too.
public final class Y4MSource: VideoSource {
    private struct Prepared {
        var input: InputFile
        var header: Y4MHeader
    }

    private enum State {
        case idle
        case prepared(Prepared)
        case stopped
    }

    /// More than the eight frames that wait for an encoder, and the one in it.
    private static let buffers = 12
    private static let longestLine = 1_024
    /// How long a FIFO may take to say what it holds.
    private static let timeLimit: Duration = .seconds(10)

    public let name: String
    public let pace: SourcePace
    public let isFinite = true
    private let path: String
    private let clocks: any Clocks
    private let thread = DeliveryThread()
    private let state = Mutex(State.idle)

    public init(path: String, pace: SourcePace = .live, clocks: any Clocks = SystemClocks()) {
        self.path = path
        name = "pictures from \(path)"
        self.pace = pace
        self.clocks = clocks
    }

    public func prepare() throws(RecorderError) -> VideoSourceFormat {
        let input = try InputFile(opening: path)
        try input.requireReadable(within: Self.timeLimit)
        guard let line = try input.readLine(longest: Self.longestLine) else {
            throw RecorderError(.badInput, "\(path) is no Y4M file: it does not begin with \(Y4MHeader.signature).")
        }
        let header = try Y4MHeader(line: line, name: path)
        state.withLock { state in
            if case .idle = state { state = .prepared(Prepared(input: input, header: header)) }
        }
        let warnings =
            header.isInterlaced
            ? [RecordingWarning("interlaced", "\(path) is interlaced; its pictures are recorded as if they were not.")]
            : []
        return VideoSourceFormat(picture: header.picture, rate: header.rate, warnings: warnings)
    }

    public func start(delivering receiver: any VideoReceiver) throws(RecorderError) {
        switch state.withLock({ $0 }) {
        case .idle: throw RecorderError(.defect, "\(name) was started before it was prepared.")
        case .stopped: return
        case .prepared(let prepared):
            try thread.start("reel-y4m") { [self] thread in
                do throws(RecorderError) {
                    try deliver(prepared, to: receiver, on: thread)
                } catch {
                    receiver.sourceEnded(error)
                }
            }
        }
    }

    public func stop() {
        if case .prepared(let prepared) = state.withLock({ $0 }) { prepared.input.interrupt() }
        thread.stop()
        state.withLock { $0 = .stopped }
    }

    private func deliver(
        _ prepared: Prepared, to receiver: any VideoReceiver, on thread: DeliveryThread
    ) throws(RecorderError) {
        let format = prepared.header.picture
        let (planes, byteCount) = PicturePlane.layout(of: format)
        let pool = HeapBufferPool(slots: Self.buffers, slotBytes: byteCount)
        let pacer = VideoPacer(rate: prepared.header.rate, pace: pace, clocks: clocks)
        var number: Int64 = 0
        while let loan = thread.lend(from: pool, pace: .unpaced) {
            switch try readFrameHeader(prepared.input) {
            case .some(true): break
            case .some(false):
                throw RecorderError(
                    .badInput, "\(path) is damaged: its picture \(number + 1) does not begin with FRAME.")
            case .none:
                if !thread.isStopping { receiver.sourceEnded(nil) }
                return
            }
            guard case .bytes(let count, _) = try loan.fill(from: prepared.input) else { return }
            guard count == byteCount else {
                throw RecorderError(
                    .badInput, "\(path) ends within its picture \(number + 1); what came before it is recorded.")
            }
            guard pacer.wait(forFrame: number, on: thread) else { return }
            receiver.receive(
                VideoFrame(
                    format: format, planes: planes, byteCount: byteCount, timestamp: pacer.timestamp(ofFrame: number),
                    sequence: UInt64(number), loan: loan))
            number += 1
        }
    }

    /// Reads the line before a picture; false when it is none, nil at the end.
    ///
    /// Nearly always it is `FRAME` and a line feed; only parameters behind it are read byte by byte.
    private func readFrameHeader(_ input: InputFile) throws(RecorderError) -> Bool? {
        var header: InlineArray<6, UInt8> = .init(repeating: 0)
        var span = header.mutableSpan
        let result = unsafe span.withUnsafeMutableBytes { bytes in
            Result { () throws(RecorderError) in try unsafe input.fill(bytes) }
        }
        guard case .bytes(let count, _) = try result.get(), count > 0 else { return nil }
        let word: StaticString = "FRAME"
        for index in 0..<word.utf8CodeUnitCount where unsafe header[index] != word.utf8Start[index] { return false }
        if count == header.count, header[5] != UInt8(ascii: "\n") {
            guard header[5] == UInt8(ascii: " ") else { return false }
            return try input.readLine(longest: Self.longestLine) != nil
        }
        return true
    }
}
