import Glibc
import ReelModel
import ReelSystem
import TestSupport
import Testing

@testable import ReelCapture

/// The capture thread's work, run on the test's own thread over a camera that plays a script.
@Suite struct CapturePumpTests {
    private let clocks = TestClocks(monotonic: 1_000_000_000_000)
    private let collector = FrameCollector()

    private func filled(
        _ index: Int, _ sequence: UInt32, at time: Int64? = nil, bytes: Int = 64 * 48 * 2, corrupt: Bool = false
    ) -> FakeDevice.Step {
        let stamp = time.map { FilledBuffer.Stamp.monotonic(MediaTime(nanoseconds: $0)) } ?? .other
        return .filled(
            FilledBuffer(index: index, byteCount: bytes, sequence: sequence, stamp: stamp, isCorrupt: corrupt))
    }

    /// Runs the script to its end, or to the camera's.
    private func run(
        _ steps: [FakeDevice.Step], format: DeviceFormat? = nil, buffers: Int = 4,
        quirks: DriverQuirks = DriverQuirks(), into collector: FrameCollector? = nil
    ) throws -> FakeDevice {
        let collector = collector ?? self.collector
        var abilities = FakeDevice.Abilities()
        abilities.mostBuffers = buffers
        let device = FakeDevice(abilities, clocks: clocks, steps: steps + [.fails(ENODEV)])
        let settings = CaptureSettings(
            camera: "Cam", device: format ?? device.abilities.current, rate: FrameRate(numerator: 30))
        let pump = CapturePump(
            device: device, pool: try V4L2BufferPool(of: device, count: 8, bytes: 1), settings: settings,
            quirks: quirks, receiver: collector, clocks: clocks, limits: CaptureLimits())
        pump.run(until: try WakeSignal())
        return device
    }

    @Test func `each picture comes once, in order, with the driver's time and number`() throws {
        let times: [Int64] = [999_000_000_000, 999_033_333_000, 999_066_667_000]
        _ = try run([filled(0, 0, at: times[0]), filled(1, 1, at: times[1]), filled(2, 4, at: times[2])])
        #expect(collector.notes.map(\.timestamp.nanoseconds) == times)
        #expect(collector.notes.map(\.sequence) == [0, 1, 4])
        #expect(collector.notes.map(\.isCorrupt) == [false, false, false])
        #expect(collector.notes.map(\.byteCount) == [6_144, 6_144, 6_144])
    }

    @Test func `a picture's buffer goes back to the driver when the picture ends`() throws {
        let device = try run([filled(0, 0), filled(3, 1), filled(0, 2)])
        #expect(device.calls.filter { $0.hasPrefix("QBUF") }.suffix(3) == ["QBUF 0", "QBUF 3", "QBUF 0"])
        #expect(device.queued == [0, 1, 2, 3])
    }

    @Test func `an unplugged camera ends the source with one error, after its last picture`() throws {
        _ = try run([filled(0, 0)])
        #expect(collector.notes.count == 1)
        #expect(collector.ends.map { $0?.code } == [.sourceLost])
        #expect(collector.ends[0]?.message == "Cam is gone: it was unplugged, or its driver let go of it.")
    }

    @Test func `an error of the driver ends the source`() throws {
        _ = try run([.fails(EIO)])
        #expect(collector.ends.map { $0?.code } == [.sourceLost])
        #expect(collector.ends[0]?.cause?.contains("VIDIOC_DQBUF") == true)
    }

    @Test func `the error flag makes a corrupt picture, and so does a picture that is too short`() throws {
        _ = try run([filled(0, 0, corrupt: true), filled(1, 1, bytes: 6_143), filled(2, 2, bytes: 0), filled(3, 3)])
        #expect(collector.notes.map(\.isCorrupt) == [true, true, false, false])
        // The planes of a short picture are all there to be read.
        #expect(collector.notes.map(\.byteCount) == [6_144, 6_144, 6_144, 6_144])
    }

    @Test func `a JPEG has the length that the driver gives it`() throws {
        let format = DeviceFormat(
            fourCC: .mjpg, size: PictureSize(width: 64, height: 48), bytesPerLine: 0, imageBytes: 6_144)
        _ = try run([filled(0, 0, bytes: 1_234), filled(1, 1, bytes: 0), filled(2, 2, bytes: 99_999)], format: format)
        #expect(collector.notes.map(\.byteCount) == [1_234, 0, 6_144])
        #expect(collector.notes.map(\.isCorrupt) == [false, true, false])
    }

    @Test func `no first picture in five seconds is a silent source`() throws {
        let begin = clocks.monotonic
        _ = try run([.silence(.seconds(60))])
        #expect(collector.ends.map { $0?.code } == [.sourceSilent])
        #expect(clocks.monotonic - begin == .seconds(5))
    }

    @Test func `no picture for three seconds is a lost source`() throws {
        let begin = clocks.monotonic
        _ = try run([.silence(.seconds(4)), filled(0, 0), .silence(.seconds(2)), filled(1, 1), .silence(.seconds(60))])
        #expect(collector.notes.count == 2)
        #expect(collector.ends.map { $0?.message } == ["Cam has sent no picture for 3 s."])
        #expect(clocks.monotonic - begin == .seconds(4 + 2 + 3))
    }

    @Test func `a camera whose buffers are all held is not blamed for its silence`() throws {
        let collector = FrameCollector(keeping: 4)
        let begin = clocks.monotonic
        _ = try run(
            [filled(0, 0), filled(1, 1), filled(2, 2), filled(3, 3), .silence(.seconds(20))], into: collector)
        #expect(collector.notes.count == 4)
        #expect(collector.ends.map { $0?.cause?.contains("VIDIOC_DQBUF") } == [true])
        #expect(clocks.monotonic - begin >= .seconds(20))
    }

    @Test func `a driver that is ready with nothing is asked again, not without end`() throws {
        _ = try run([.nothing, .nothing, filled(0, 0)])
        #expect(collector.notes.count == 1)
    }

    @Test func `a buffer that the driver refused once is queued by the next turn`() throws {
        let device = FakeDevice(clocks: clocks, steps: [filled(0, 0), filled(1, 1), filled(2, 2), .fails(ENODEV)])
        let settings = CaptureSettings(camera: "Cam", device: device.abilities.current, rate: FrameRate(numerator: 30))
        let pool = try V4L2BufferPool(of: device, count: 4, bytes: 1)
        device.refuse("QBUF", with: EINVAL)
        let pump = CapturePump(
            device: device, pool: pool, settings: settings, receiver: collector, clocks: clocks,
            limits: CaptureLimits())
        pump.run(until: try WakeSignal())
        #expect(device.queued == [0, 1, 2, 3])
        #expect(!pool.hasRefused)
    }

    @Test func `a raised signal ends the work without a word to the receiver`() throws {
        let device = FakeDevice(clocks: clocks, steps: [filled(0, 0)])
        let settings = CaptureSettings(camera: "Cam", device: device.abilities.current, rate: FrameRate(numerator: 30))
        let stop = try WakeSignal()
        stop.raise()
        CapturePump(
            device: device, pool: try V4L2BufferPool(of: device, count: 4, bytes: 1), settings: settings,
            receiver: collector, clocks: clocks, limits: CaptureLimits()
        ).run(until: stop)
        #expect(collector.notes.isEmpty)
        #expect(collector.ends.isEmpty)
    }

    @Test func `with few buffers pictures are copied, so that one that is kept costs the driver nothing`() throws {
        let collector = FrameCollector(keeping: 3)
        let device = try run([filled(0, 0), filled(1, 1), filled(0, 2)], buffers: 2, into: collector)
        #expect(collector.notes.map(\.sequence) == [0, 1, 2])
        #expect(device.queued == [0, 1])
    }

    @Test func `a loopback's pictures are copied, since its writer does not wait, and its first number means nothing`()
        throws
    {
        let loopback = DeviceCapability(card: "", driver: "v4l2 loopback", bus: "", flags: 0)
        let collector = FrameCollector(keeping: 3)
        let device = try run(
            [filled(0, 0), filled(1, 211), filled(2, 213)], quirks: DriverQuirks(of: loopback), into: collector)
        #expect(collector.notes.map(\.sequence) == [0, 1, 3])
        #expect(device.queued == [0, 1, 2, 3])
    }

    @Test func `a copy holds the bytes of the picture`() throws {
        let collector = FrameCollector()
        let device = FakeDevice(clocks: clocks, steps: [filled(1, 0), .fails(ENODEV)])
        let pool = try V4L2BufferPool(of: device, count: 4, bytes: 1)
        unsafe pool.bytes(ofSlot: 1).storeBytes(of: 0x7E, as: UInt8.self)
        let settings = CaptureSettings(camera: "Cam", device: device.abilities.current, rate: FrameRate(numerator: 30))
        var quirks = DriverQuirks()
        quirks.overwritesLentBuffers = true
        CapturePump(
            device: device, pool: pool, settings: settings, quirks: quirks, receiver: collector, clocks: clocks,
            limits: CaptureLimits()
        ).run(until: try WakeSignal())
        #expect(collector.notes.map(\.firstByte) == [0x7E])
    }
}
