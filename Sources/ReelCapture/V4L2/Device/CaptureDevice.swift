import ReelModel
import ReelSystem

/// A camera as the driver shows it, a method for each request: the seam between Reel's rules and the kernel.
///
/// Enumerations return nil behind the last entry, and at once where the driver knows no such enumeration. Errors carry
/// `errno`. `queueBuffer` is called from any thread, the rest from one thread at a time.
protocol CaptureDevice: AnyObject, Sendable {
    /// `VIDIOC_QUERYCAP`
    func capability() throws(SystemError) -> DeviceCapability

    /// `VIDIOC_ENUM_FMT`
    func format(at index: Int) throws(SystemError) -> (fourCC: FourCC, name: String)?
    /// `VIDIOC_ENUM_FRAMESIZES`
    func sizes(at index: Int, of fourCC: FourCC) throws(SystemError) -> CameraSizeRange?
    /// `VIDIOC_ENUM_FRAMEINTERVALS`: one rate, or a range of them.
    func rates(at index: Int, of fourCC: FourCC, size: PictureSize) throws(SystemError) -> CameraRates?

    /// `VIDIOC_G_FMT`
    func currentFormat() throws(SystemError) -> DeviceFormat
    /// `VIDIOC_TRY_FMT`: what the driver would make of it; nil when the driver cannot say.
    func tryFormat(_ fourCC: FourCC, size: PictureSize) throws(SystemError) -> DeviceFormat?
    /// `VIDIOC_S_FMT`: the driver takes the nearest that it can.
    func setFormat(_ fourCC: FourCC, size: PictureSize) throws(SystemError)
    /// `VIDIOC_G_PARM`; nil when the driver does not say.
    func frameRate() throws(SystemError) -> FrameRate?
    /// `VIDIOC_S_PARM`: the driver takes the nearest, or leaves it where it cannot be set.
    func setFrameRate(_ rate: FrameRate) throws(SystemError)
    /// `VIDIOC_G_DV_TIMINGS`: the rate of the signal at a digital input; nil when there is no such input.
    func signalRate() throws(SystemError) -> FrameRate?
    /// libv4lconvert on this device, to planar 4:2:0; nil when it cannot be had.
    func makeConverter(from format: DeviceFormat) -> FormatConverter?

    /// `VIDIOC_REQBUFS`: the number of buffers that there are now; none are left after 0.
    func requestBuffers(_ count: Int) throws(SystemError) -> Int
    /// `VIDIOC_QUERYBUF` and `mmap`
    func mapBuffer(_ index: Int) throws(SystemError) -> MappedBuffer
    /// `VIDIOC_QBUF`
    func queueBuffer(_ index: Int) throws(SystemError)
    /// `VIDIOC_DQBUF`; nil when no buffer is filled.
    func dequeueBuffer() throws(SystemError) -> FilledBuffer?
    /// `VIDIOC_STREAMON`
    func startStreaming() throws(SystemError)
    /// `VIDIOC_STREAMOFF`
    func stopStreaming() throws(SystemError)
    /// Sleeps until a buffer is filled, the device has failed, `signal` is raised or `timeout` has passed.
    func wait(for signal: WakeSignal, timeout: Duration) throws(SystemError) -> WaitOutcome
}

/// Why a wait on a camera ended.
enum WaitOutcome: Hashable, Sendable {
    /// The signal was raised; goes before everything else.
    case signalled
    /// A buffer is filled, or the device has failed: dequeuing tells which.
    case ready
    case timedOut
}
