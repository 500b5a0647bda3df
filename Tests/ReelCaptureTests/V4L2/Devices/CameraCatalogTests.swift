import Glibc
import ReelModel
import ReelSystem
import Synchronization
import Testing

@testable import ReelCapture

@Suite struct CameraCatalogTests {
    private let tree: DeviceTreeFixture
    private let machine = Machine()

    /// What stands behind each node: a device, or the error that opening it gives.
    private final class Machine: Sendable {
        private let nodes = Mutex<[String: Result<FakeDevice, SystemError>]>([:])

        func put(_ result: Result<FakeDevice, SystemError>, at path: String) {
            nodes.withLock { $0[path] = result }
        }

        func open(_ path: String) throws(SystemError) -> any CaptureDevice {
            guard let node = nodes.withLock({ $0[path] }) else { throw SystemError("open", on: path, number: ENOENT) }
            return try node.get()
        }
    }

    init() throws {
        tree = try DeviceTreeFixture()
    }

    private var catalog: CameraCatalog {
        let machine = machine
        return CameraCatalog(roots: tree.roots) { (path) throws(SystemError) in try machine.open(path) }
    }

    private func node(_ number: Int) -> String { "\(tree.roots.dev)/video\(number)" }

    @discardableResult
    private func addCamera(_ number: Int, name: String, serial: String? = nil, byID: String? = nil) throws -> FakeDevice
    {
        try tree.addUSBNode(number, name: name, port: "1-\(number + 1)", serial: serial, byID: byID)
        var abilities = FakeDevice.Abilities()
        abilities.capability.card = name
        abilities.formats = [(.yuyv, "YUYV 4:2:2")]
        abilities.sizes = [.yuyv: [CameraSizeRange(PictureSize(width: 640, height: 480))]]
        let device = FakeDevice(abilities)
        machine.put(.success(device), at: node(number))
        return device
    }

    /// The node beside a UVC camera that carries metadata.
    private func addMetadata(_ number: Int) throws {
        try tree.addUSBNode(number, name: "Metadata", port: "2-1", serial: nil)
        var abilities = FakeDevice.Abilities()
        abilities.capability.flags = 0x04A0_0000
        machine.put(.success(FakeDevice(abilities)), at: node(number))
    }

    private func failure(_ selector: CameraSelector) -> RecorderError? {
        do {
            _ = try catalog.open(selector)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a list says what each camera is and has`() throws {
        try addCamera(0, name: "C920", serial: "A1")
        let list = catalog.list()
        #expect(list.map(\.identity.path) == [node(0)])
        #expect(list[0].identity.serial == "A1")
        #expect(list[0].card == "C920")
        #expect(list[0].driver == "fake")
        #expect(list[0].formats.map(\.fourCC) == [.yuyv])
        #expect(list[0].problem == nil)
    }

    @Test func `a list says why a device cannot be used`() throws {
        let busy = try addCamera(0, name: "Busy")
        busy.refuse("REQBUFS", with: EBUSY)
        try tree.addProcess(4_711, name: "cheese", holding: node(0))
        try addMetadata(1)
        try tree.addUSBNode(2, name: "Locked", port: "1-9", serial: nil)
        machine.put(.failure(SystemError("open", number: EACCES)), at: node(2))
        let list = catalog.list()
        #expect(list.map { $0.problem?.code } == [.deviceBusy, .notACamera, .notPermitted])
        #expect(list.map(\.isCamera) == [true, false, true])
        #expect(
            list[0].problem?.message
                == "Busy (\(node(0))) is in use by cheese (process 4711); end that, or choose another camera.")
        #expect(list[0].formats.count == 1)
        #expect(list[1].problem?.message.contains("the side channel of a camera for metadata") == true)
    }

    @Test func `a camera that is not permitted is told with its group`() throws {
        try tree.addVirtualNode(0, name: "Cam")
        machine.put(.failure(SystemError("open", number: EACCES)), at: node(0))
        let group = try #require(DeviceAccess.groupName(of: node(0)))
        let error = failure(.path(node(0)))
        #expect(error?.code == .notPermitted)
        #expect(
            error?.message.contains(
                group == "root" ? "give it to the group video" : "run `sudo usermod -aG \(group) $USER`") == true)
    }

    @Test func `the default is the first that captures`() throws {
        try addMetadata(0)
        try addCamera(1, name: "First")
        try addCamera(2, name: "Second")
        #expect(try catalog.open(.first).title == "First (\(node(1)))")
    }

    @Test func `a camera is found by node, link, stable name and serial number`() throws {
        try addCamera(0, name: "Left", serial: "L1", byID: "usb-left")
        try addCamera(1, name: "Right", serial: "R1", byID: "usb-right")
        for selector in [
            CameraSelector.path(node(1)), .path("\(tree.roots.dev)/v4l/by-id/usb-right"), .stableName("usb-right"),
            .serial("R1"),
        ] {
            let camera = try catalog.open(selector)
            #expect(camera.capability.card == "Right")
            #expect(camera.identity.serial == "R1")
        }
    }

    @Test func `a missing camera is told with the cameras there are`() throws {
        #expect(failure(.first)?.code == .cameraNotFound)
        #expect(failure(.first)?.message.contains("shows no camera at all") == true)
        try addCamera(0, name: "Left", serial: "L1")
        try addMetadata(1)
        try addCamera(2, name: "Right")
        for (selector, what) in [
            (CameraSelector.path(node(7)), node(7)), (.serial("X"), "with the serial number X"),
            (.stableName("usb-none"), "usb-none in /dev/v4l/by-id"),
        ] {
            let error = failure(selector)
            #expect(error?.code == .cameraNotFound)
            #expect(error?.message.hasPrefix("There is no camera \(what)") == true)
            #expect(error?.message.hasSuffix("There is Left (\(node(0))), Right (\(node(2))).") == true)
        }
    }

    @Test func `what is no camera is told with the cameras there are`() throws {
        try addMetadata(0)
        try addCamera(1, name: "Cam")
        let error = failure(.path(node(0)))
        #expect(error?.code == .notACamera)
        #expect(error?.message.hasSuffix("for metadata. There is Cam (\(node(1))).") == true)
    }

    @Test func `a file that is no device is no camera`() {
        let error = #expect(throws: RecorderError.self) { try CameraCatalog().open(.path("/dev/null")) }
        #expect(error?.code == .notACamera)
        #expect(error?.message.contains("does not answer as a video device") == true)
        let directory = #expect(throws: RecorderError.self) { try CameraCatalog().open(.path("/tmp")) }
        #expect(directory?.code == .notACamera)
    }

    @Test func `a machine without video devices has an empty list`() {
        #expect(catalog.list().isEmpty)
    }
}
