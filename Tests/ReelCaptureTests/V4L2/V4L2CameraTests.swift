import Glibc
import ReelModel
import ReelSystem
import Testing

@testable import ReelCapture

/// The camera as a recorder sees it, over a device of the test's own.
@Suite struct V4L2CameraTests {
    private let tree: DeviceTreeFixture
    private let collector = FrameCollector()

    init() throws {
        tree = try DeviceTreeFixture()
        try tree.addVirtualNode(0, name: "Fake Camera")
    }

    private static var abilities: FakeDevice.Abilities {
        var abilities = FakeDevice.Abilities()
        abilities.formats = [(.yuyv, ""), (.mjpg, "")]
        let sizes = [PictureSize(width: 64, height: 48), PictureSize(width: 32, height: 24)]
        abilities.sizes = [.yuyv: sizes.map { CameraSizeRange($0) }, .mjpg: [CameraSizeRange(sizes[0])]]
        for size in sizes { abilities.rates[size] = [.list([FrameRate(numerator: 30)])] }
        return abilities
    }

    private func camera(_ device: FakeDevice, request: VideoRequest = VideoRequest()) -> V4L2Camera {
        let path = "\(tree.roots.dev)/video0"
        let catalog = CameraCatalog(roots: tree.roots) { (opened) throws(SystemError) in
            guard opened == path else { throw SystemError("open", on: opened, number: ENOENT) }
            return device
        }
        return V4L2Camera(.path(path), request: request, clocks: device.clocks, catalog: catalog)
    }

    private func filled(_ index: Int, _ sequence: UInt32) -> FakeDevice.Step {
        .filled(FilledBuffer(index: index, byteCount: 6_144, sequence: sequence, stamp: .other, isCorrupt: false))
    }

    @Test func `preparing settles on the nearest and says so`() throws {
        let device = FakeDevice(Self.abilities)
        let camera = camera(device, request: VideoRequest(size: PictureSize(width: 60, height: 48)))
        let format = try camera.prepare()
        #expect(format.picture.size == PictureSize(width: 64, height: 48))
        #expect(format.picture.pixels == .yuyv)
        #expect(format.rate == FrameRate(numerator: 30))
        #expect(format.warnings.map(\.word) == ["nearest-format"])
        #expect(camera.name == "Fake Camera (\(tree.roots.dev)/video0)")
        #expect(camera.pace == .live)
        #expect(device.calls.contains("S_FMT YUYV 64x48"))
    }

    @Test func `what the driver really settled on is what counts`() throws {
        var abilities = Self.abilities
        abilities.adjust = { format in
            var format = format
            format.size = PictureSize(width: 48, height: 32)
            format.bytesPerLine = 128
            return format
        }
        let camera = camera(FakeDevice(abilities), request: VideoRequest(size: PictureSize(width: 64, height: 48)))
        let format = try camera.prepare()
        #expect(format.picture.size == PictureSize(width: 48, height: 32))
        #expect(format.warnings.count == 1)
    }

    @Test func `the rate is set only where it is not right`() throws {
        var abilities = Self.abilities
        abilities.rate = FrameRate(numerator: 30)
        let right = FakeDevice(abilities)
        #expect(try camera(right).prepare().rate == FrameRate(numerator: 30))
        #expect(!right.calls.contains { $0.hasPrefix("S_PARM") })
        abilities.rate = FrameRate(numerator: 10)
        let slow = FakeDevice(abilities)
        #expect(try camera(slow).prepare().rate == FrameRate(numerator: 30))
        #expect(slow.calls.contains("S_PARM 30"))
    }

    @Test func `a busy camera is told with who holds it`() throws {
        let device = FakeDevice(Self.abilities)
        device.refuse("S_FMT", with: EBUSY)
        try tree.addProcess(4_711, name: "cheese", holding: "\(tree.roots.dev)/video0")
        let error = #expect(throws: RecorderError.self) { try camera(device).prepare() }
        #expect(error?.code == .deviceBusy)
        #expect(error?.message.contains("cheese (process 4711)") == true)
    }

    @Test func `a format that the camera lacks is refused with what it has`() {
        let error = #expect(throws: RecorderError.self) {
            try camera(FakeDevice(Self.abilities), request: VideoRequest(inputFormat: "nv12")).prepare()
        }
        #expect(error?.code == .notSupported)
        #expect(error?.message.contains("YUYV, MJPG") == true)
    }

    @Test func `pictures are delivered until it is stopped, and then the camera is free`() throws {
        let device = FakeDevice(Self.abilities, steps: [filled(0, 0), filled(1, 1), filled(2, 2)])
        let camera = camera(device)
        _ = try camera.prepare()
        try camera.start(delivering: collector)
        #expect(collector.waitForPictures(3))
        camera.stop()
        camera.stop()
        #expect(collector.notes.map(\.sequence) == [0, 1, 2])
        #expect(collector.ends.isEmpty)
        #expect(device.calls.suffix(2) == ["STREAMOFF", "REQBUFS 0"])
    }

    @Test func `a frame that is kept outlives the camera`() throws {
        let device = FakeDevice(Self.abilities, steps: [filled(0, 0), filled(1, 1)])
        let collector = FrameCollector(keeping: 2)
        let camera = camera(device)
        _ = try camera.prepare()
        try camera.start(delivering: collector)
        #expect(collector.waitForPictures(2))
        camera.stop()
        let calls = device.calls
        collector.letGo()
        #expect(device.calls == calls)
    }

    @Test func `a lost camera tells once, and can still be stopped`() throws {
        let device = FakeDevice(Self.abilities, steps: [filled(0, 0), .fails(ENODEV)])
        device.refuse("STREAMOFF", with: ENODEV)
        let camera = camera(device)
        _ = try camera.prepare()
        try camera.start(delivering: collector)
        #expect(collector.waitForEnd())
        camera.stop()
        #expect(collector.ends.map { $0?.code } == [.sourceLost])
    }

    @Test func `a camera that cannot stream gives everything back`() throws {
        let device = FakeDevice(Self.abilities)
        device.refuse("STREAMON", with: ENOSPC)
        let camera = camera(device)
        _ = try camera.prepare()
        let error = #expect(throws: RecorderError.self) { try camera.start(delivering: collector) }
        #expect(error?.code == .notSupported)
        #expect(error?.message.contains("USB bus") == true)
        #expect(device.calls.last == "REQBUFS 0")
    }

    @Test func `a camera that was only prepared, or not even that, can be stopped`() throws {
        let unprepared = camera(FakeDevice(Self.abilities))
        unprepared.stop()
        let prepared = camera(FakeDevice(Self.abilities))
        _ = try prepared.prepare()
        prepared.stop()
        try prepared.start(delivering: collector)
        #expect(collector.notes.isEmpty)
    }
}
