import ReelModel
import ReelSystem
import Synchronization

/// A camera, straight on the kernel's V4L2 interface.
///
/// Pictures are delivered from a thread of its own (`reel-camera`), by the driver's time stamps and sequence numbers,
/// in the driver's own mapped buffers, which go back to it when the last owner of a frame is done (`PicturePath` says
/// when they are copied instead). While all buffers are out the driver drops pictures, and the next sequence number
/// tells how many.
///
/// `prepare`, `start` and `stop` block while the driver does; none of them may be called from the receiver.
public final class V4L2Camera: VideoSource {
    private let selector: CameraSelector
    private let request: VideoRequest
    private let limits: CaptureLimits
    private let clocks: any Clocks
    private let catalog: CameraCatalog
    private let phase = Mutex(Phase.created)
    private let title: Mutex<String>

    /// Asked for from the driver, which may give another number: what the video queue holds.
    private static let bufferCount = 8

    private enum Phase: Sendable {
        case created
        case prepared(OpenCamera, CaptureSettings, FormatConverter?)
        case streaming(OpenCamera, V4L2BufferPool, NamedThread, stop: WakeSignal)
        case stopped
    }

    public init(
        _ selector: CameraSelector, request: VideoRequest = VideoRequest(), limits: CaptureLimits = CaptureLimits(),
        clocks: any Clocks = SystemClocks(), catalog: CameraCatalog = CameraCatalog()
    ) {
        self.selector = selector
        self.request = request
        self.limits = limits
        self.clocks = clocks
        self.catalog = catalog
        title = Mutex(selector.description)
    }

    public var name: String { title.withLock { $0 } }

    public var pace: SourcePace { .live }

    public func prepare() throws(RecorderError) -> VideoSourceFormat {
        let camera = try catalog.open(selector)
        title.withLock { $0 = camera.title }
        let (settings, converter) = try CameraSetup(camera: camera, request: request, catalog: catalog).settle()
        phase.withLock { phase in
            switch phase {
            case .created: phase = .prepared(camera, settings, converter)
            case .stopped: break
            case .prepared, .streaming: preconditionFailure("a source is prepared once")
            }
        }
        return VideoSourceFormat(picture: settings.picture, rate: settings.rate, warnings: settings.warnings)
    }

    public func start(delivering receiver: any VideoReceiver) throws(RecorderError) {
        try phase.withLock { (phase) throws(RecorderError) in
            switch phase {
            case .created: preconditionFailure("a source is prepared before it is started")
            case .streaming: preconditionFailure("a source is started once")
            case .stopped: return
            case .prepared(let camera, let settings, let converter):
                phase = try stream(camera, settings, converter, to: receiver)
            }
        }
    }

    private func stream(
        _ camera: OpenCamera, _ settings: CaptureSettings, _ converter: FormatConverter?,
        to receiver: any VideoReceiver
    ) throws(RecorderError) -> Phase {
        do throws(SystemError) {
            let stop = try WakeSignal()
            let pool = try V4L2BufferPool(of: camera.device, count: Self.bufferCount, bytes: settings.leastBufferBytes)
            let pump = CapturePump(
                device: camera.device, pool: pool, settings: settings,
                quirks: DriverQuirks(of: camera.capability), converter: converter, receiver: receiver, clocks: clocks,
                limits: limits)
            do throws(SystemError) {
                try camera.device.startStreaming()
                let thread = try NamedThread("reel-camera") { pump.run(until: stop) }
                return .streaming(camera, pool, thread, stop: stop)
            } catch {
                Self.end(camera.device, pool)
                throw error
            }
        } catch {
            throw catalog.refusal(of: camera, error)
        }
    }

    public func stop() {
        phase.withLock { phase in
            switch phase {
            case .created, .prepared, .stopped: break
            case .streaming(let camera, let pool, let thread, let stop):
                stop.raise()
                thread.join()
                Self.end(camera.device, pool)
            }
            // The last owner of the device: it is closed here.
            phase = .stopped
        }
    }

    /// Ends streaming and gives the buffers back. A device that is gone refuses, and has ended already.
    private static func end(_ device: any CaptureDevice, _ pool: V4L2BufferPool) {
        func ignoringRefusal(_ request: () throws(SystemError) -> Void) {
            do { try request() } catch { return }
        }
        ignoringRefusal { () throws(SystemError) in try device.stopStreaming() }
        pool.retire()
        // Sets the camera free for others even while a frame that somebody keeps holds a buffer mapped.
        ignoringRefusal { () throws(SystemError) in _ = try device.requestBuffers(0) }
    }

    deinit {
        stop()
    }
}
