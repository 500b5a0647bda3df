import Testing

@testable import ReelCapture

@Suite struct DeviceHoldersTests {
    private let tree: DeviceTreeFixture

    init() throws {
        tree = try DeviceTreeFixture()
        try tree.addVirtualNode(0, name: "Cam")
        try tree.addVirtualNode(1, name: "Other")
    }

    private var node: String { "\(tree.roots.dev)/video0" }

    @Test func `programs that hold the device are named, this one left out`() throws {
        try tree.addProcess(20, name: "ffmpeg", holding: node)
        try tree.addProcess(3, name: "cheese", holding: node)
        try tree.addProcess(5, name: "bash", holding: "\(tree.roots.dev)/video1")
        try tree.addProcess(7, name: "reel", holding: node)
        let holders = DeviceHolders(proc: tree.roots.proc, own: 7)
        #expect(holders.holders(of: node) == ["cheese (process 3)", "ffmpeg (process 20)"])
    }

    @Test func `a program that stands in its own way is told so`() throws {
        try tree.addProcess(7, name: "reel", holding: node)
        #expect(DeviceHolders(proc: tree.roots.proc, own: 7).holders(of: node) == ["this program itself"])
    }

    @Test func `nobody is named where nobody can be seen`() {
        #expect(DeviceHolders(proc: tree.roots.proc, own: 7).holders(of: node).isEmpty)
        #expect(DeviceHolders(proc: "/nowhere", own: 7).holders(of: node).isEmpty)
        #expect(DeviceHolders(proc: tree.roots.proc, own: 7).holders(of: "/nowhere").isEmpty)
    }
}
