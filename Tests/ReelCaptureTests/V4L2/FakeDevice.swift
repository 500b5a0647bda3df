import Glibc
import ReelModel
import ReelSystem
import Synchronization
import TestSupport

@testable import ReelCapture

/// A camera of the test's own making: what it enumerates is given, what happens to it is kept, and its pictures are
/// handed out one by one.
final class FakeDevice: CaptureDevice {
    /// What the driver has. Fixed before the device is used.
    struct Abilities: Sendable {
        var capability = DeviceCapability(card: "Fake Camera", driver: "fake", bus: "usb-1", flags: 0x0400_0001)
        var formats: [(fourCC: FourCC, name: String)] = []
        var sizes: [FourCC: [CameraSizeRange]] = [:]
        var rates: [PictureSize: [CameraRates]] = [:]
        var current = DeviceFormat(
            fourCC: .yuyv, size: PictureSize(width: 64, height: 48), bytesPerLine: 128, imageBytes: 64 * 48 * 2)
        var rate: FrameRate?
        var signalRate: FrameRate?
        /// What the driver makes of a format that is tried or set; nil: it takes it as it is.
        var adjust: (@Sendable (DeviceFormat) -> DeviceFormat)?
        var bufferBytes = 64 * 48 * 2
        var mostBuffers = 32
    }

    /// What a wait brings next.
    enum Step: Sendable {
        case filled(FilledBuffer)
        /// Dequeuing fails.
        case fails(Int32)
        /// Time passes without a picture.
        case silence(Duration)
        /// Ready, and nothing there: a driver's slip.
        case nothing
    }

    struct State {
        var steps: [Step] = []
        var ready: [Step] = []
        var calls: [String] = []
        var queued: [Int] = []
        var streams = false
        /// Errors that a request gives, the first one first.
        var refusals: [String: [Int32]] = [:]
    }

    let abilities: Abilities
    let clocks: TestClocks
    private let state = Mutex(State())
    private let format: Mutex<DeviceFormat>
    private let rate: Mutex<FrameRate?>

    init(
        _ abilities: Abilities = Abilities(), clocks: TestClocks = TestClocks(monotonic: 1_000_000_000_000),
        steps: [Step] = []
    ) {
        self.abilities = abilities
        self.clocks = clocks
        format = Mutex(abilities.current)
        rate = Mutex(abilities.rate)
        state.withLock { $0.steps = steps }
    }

    var calls: [String] { state.withLock { $0.calls } }
    var queued: [Int] { state.withLock { $0.queued.sorted() } }

    /// Makes the next calls of `request` fail, one by one.
    func refuse(_ request: String, with errors: Int32...) {
        state.withLock { $0.refusals[request] = errors }
    }

    /// Adds what happens next.
    func then(_ steps: Step...) {
        state.withLock { $0.steps += steps }
    }

    private func note(_ request: String, _ detail: String = "") throws(SystemError) {
        let error: Int32? = state.withLock { state in
            state.calls.append(detail.isEmpty ? request : "\(request) \(detail)")
            guard let error = state.refusals[request]?.first else { return nil }
            state.refusals[request]?.removeFirst()
            return error
        }
        if let error { throw SystemError(request, number: error) }
    }

    func capability() throws(SystemError) -> DeviceCapability {
        try note("QUERYCAP")
        return abilities.capability
    }

    func format(at index: Int) throws(SystemError) -> (fourCC: FourCC, name: String)? {
        index < abilities.formats.count ? abilities.formats[index] : nil
    }

    func sizes(at index: Int, of fourCC: FourCC) throws(SystemError) -> CameraSizeRange? {
        let sizes = abilities.sizes[fourCC] ?? []
        return index < sizes.count ? sizes[index] : nil
    }

    func rates(at index: Int, of fourCC: FourCC, size: PictureSize) throws(SystemError) -> CameraRates? {
        let rates = abilities.rates[size] ?? []
        return index < rates.count ? rates[index] : nil
    }

    func currentFormat() throws(SystemError) -> DeviceFormat {
        try note("G_FMT")
        return format.withLock { $0 }
    }

    func tryFormat(_ fourCC: FourCC, size: PictureSize) throws(SystemError) -> DeviceFormat? {
        adjusted(fourCC, size)
    }

    func setFormat(_ fourCC: FourCC, size: PictureSize) throws(SystemError) {
        try note("S_FMT", "\(fourCC) \(size)")
        let settled = adjusted(fourCC, size)
        format.withLock { $0 = settled }
    }

    private func adjusted(_ fourCC: FourCC, _ size: PictureSize) -> DeviceFormat {
        var wanted = DeviceFormat(
            fourCC: fourCC, size: size, bytesPerLine: 0, imageBytes: abilities.bufferBytes,
            color: abilities.current.color)
        wanted = abilities.adjust?(wanted) ?? wanted
        return wanted
    }

    func frameRate() throws(SystemError) -> FrameRate? { rate.withLock { $0 } }

    func setFrameRate(_ wanted: FrameRate) throws(SystemError) {
        try note("S_PARM", "\(wanted)")
        rate.withLock { $0 = wanted }
    }

    func signalRate() throws(SystemError) -> FrameRate? { abilities.signalRate }

    func makeConverter(from format: DeviceFormat) -> FormatConverter? { nil }

    func requestBuffers(_ count: Int) throws(SystemError) -> Int {
        try note("REQBUFS", "\(count)")
        return min(count, abilities.mostBuffers)
    }

    func mapBuffer(_ index: Int) throws(SystemError) -> MappedBuffer {
        // Memory that nobody else has: a file of this name would be shared by parallel tests.
        var name = Array("/tmp/reel-fake-XXXXXX".utf8CString)
        let number = unsafe name.withUnsafeMutableBufferPointer { unsafe mkstemp($0.baseAddress!) }
        guard number >= 0 else { throw SystemError("mkstemp") }
        let file = FileDescriptor(owning: number)
        _ = unsafe name.withUnsafeBufferPointer { unsafe unlink($0.baseAddress!) }
        guard ftruncate(file.number, off_t(abilities.bufferBytes)) == 0 else { throw SystemError("ftruncate") }
        return try MappedBuffer(descriptor: file.number, offset: 0, length: abilities.bufferBytes, of: "fake")
    }

    func queueBuffer(_ index: Int) throws(SystemError) {
        try note("QBUF", "\(index)")
        state.withLock { $0.queued.append(index) }
    }

    func dequeueBuffer() throws(SystemError) -> FilledBuffer? {
        let step: Step? = state.withLock { state in
            guard !state.ready.isEmpty else { return nil }
            return state.ready.removeFirst()
        }
        switch step {
        case .filled(let buffer)?:
            state.withLock { state in state.queued.removeAll { $0 == buffer.index } }
            return buffer
        case .fails(let error)?: throw SystemError("VIDIOC_DQBUF", number: error)
        case .silence?, .nothing?, nil: return nil
        }
    }

    func startStreaming() throws(SystemError) {
        try note("STREAMON")
        state.withLock { $0.streams = true }
    }

    func stopStreaming() throws(SystemError) {
        try note("STREAMOFF")
        state.withLock { $0.streams = false }
    }

    /// Plays the next step; behind the last it waits for the signal for real, at most ten seconds.
    func wait(for signal: WakeSignal, timeout: Duration) throws(SystemError) -> WaitOutcome {
        if signal.wait(timeout: .zero) { return .signalled }
        let step: Step? = state.withLock { $0.steps.isEmpty ? nil : $0.steps.removeFirst() }
        switch step {
        case .filled?, .fails?:
            state.withLock { $0.ready.append(step!) }
            return .ready
        case .nothing?:
            return .ready
        case .silence(let length)?:
            clocks.advance(by: min(length, timeout))
            if length > timeout { state.withLock { $0.steps.insert(.silence(length - timeout), at: 0) } }
            return .timedOut
        case nil:
            return signal.wait(timeout: .seconds(10)) ? .signalled : .timedOut
        }
    }
}
