import ReelModel
import ReelSystem

/// Pictures as a test scripts them: delivered at once from a thread, then (perhaps) an end.
final class ScriptedPictures: VideoSource {
    /// What happens next.
    enum Step: Sendable {
        /// A picture at a time (milliseconds from the origin), with a sequence number.
        case picture(milliseconds: Int, sequence: UInt64)
        case damaged(milliseconds: Int, sequence: UInt64)
        case ended
        case lost(RecorderError)
    }

    static let origin = MediaTime(nanoseconds: 50_000_000_000)
    static let format = PictureFormat(pixels: .i420, size: PictureSize(width: 64, height: 48), color: .bt601)

    let name = "scripted pictures"
    let pace = SourcePace.unpaced
    let isFinite = true
    private let steps: [Step]
    private let refusal: RecorderError?
    private let thread = Shared<NamedThread?>(nil)

    init(_ steps: [Step], refusing refusal: RecorderError? = nil) {
        self.steps = steps
        self.refusal = refusal
    }

    func prepare() throws(RecorderError) -> VideoSourceFormat {
        if let refusal { throw refusal }
        return VideoSourceFormat(picture: Self.format, rate: FrameRate(numerator: 25))
    }

    func start(delivering receiver: any VideoReceiver) throws(RecorderError) {
        let (planes, bytes) = PicturePlane.layout(of: Self.format)
        let pool = HeapBufferPool(slots: 16, slotBytes: bytes)
        let steps = steps
        do throws(SystemError) {
            thread.value = try NamedThread("scripted") {
                for step in steps {
                    switch step {
                    case .picture(let time, let sequence):
                        receiver.receive(Self.frame(pool, planes, bytes, time, sequence, isCorrupt: false))
                    case .damaged(let time, let sequence):
                        receiver.receive(Self.frame(pool, planes, bytes, time, sequence, isCorrupt: true))
                    case .ended: receiver.sourceEnded(nil)
                    case .lost(let error): receiver.sourceEnded(error)
                    }
                }
            }
        } catch {
            throw RecorderError(.defect, "No thread.", cause: "\(error)")
        }
    }

    func stop() {}

    private static func frame(
        _ pool: HeapBufferPool, _ planes: [PicturePlane], _ bytes: Int, _ milliseconds: Int, _ sequence: UInt64,
        isCorrupt: Bool
    ) -> VideoFrame {
        var loan = pool.lend()
        while loan == nil { loan = pool.lend() }
        guard let loan else { preconditionFailure("the loop ends with a loan") }
        return VideoFrame(
            format: format, planes: planes, byteCount: bytes,
            timestamp: origin.advanced(by: .milliseconds(milliseconds)), sequence: sequence, isCorrupt: isCorrupt,
            loan: loan)
    }
}
