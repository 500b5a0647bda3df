import Testing

@testable import ReelCapture

@Suite struct CameraTreeTests {
    private let tree: DeviceTreeFixture

    init() throws {
        tree = try DeviceTreeFixture()
    }

    private var identities: [CameraIdentity] { CameraTree(roots: tree.roots).identities() }

    @Test func `a machine without video devices has an empty list`() {
        #expect(identities.isEmpty)
    }

    @Test func `a camera is known by its name, serial number and links`() throws {
        try tree.addUSBNode(
            0, name: "HD Pro Webcam C920", port: "1-3", serial: "A1B2C3D4", byID: "usb-046d_C920_A1B2C3D4-video-index0",
            byPath: "pci-0000:00:14.0-usb-0:3:1.0-video-index0")
        #expect(
            identities == [
                CameraIdentity(
                    path: "\(tree.roots.dev)/video0", name: "HD Pro Webcam C920", serial: "A1B2C3D4",
                    idNames: ["usb-046d_C920_A1B2C3D4-video-index0"],
                    pathNames: ["pci-0000:00:14.0-usb-0:3:1.0-video-index0"])
            ])
    }

    @Test func `nodes come by number, not by spelling`() throws {
        for number in [10, 2, 0] { try tree.addVirtualNode(number, name: "Node \(number)") }
        #expect(identities.map(\.name) == ["Node 0", "Node 2", "Node 10"])
    }

    @Test func `the host controller's address is nobody's serial number`() throws {
        try tree.addUSBNode(0, name: "Cheap", port: "1-1", serial: nil)
        try tree.addVirtualNode(1, name: "Dummy")
        #expect(identities.map(\.serial) == [nil, nil])
    }

    @Test func `a node that this process was not given is not listed`() throws {
        try tree.addVirtualNode(0, name: "Here")
        try tree.addVirtualNode(1, name: "Elsewhere")
        try tree.hideNode(1)
        #expect(identities.map(\.name) == ["Here"])
    }
}
