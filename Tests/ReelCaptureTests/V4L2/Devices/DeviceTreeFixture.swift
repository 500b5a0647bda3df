import Foundation
import TestSupport

@testable import ReelCapture

/// A machine's sysfs, /dev and /proc in a directory of the test's own, laid out as Linux lays them out.
final class DeviceTreeFixture: Sendable {
    private let directory: TemporaryDirectory
    let roots: DeviceRoots

    init() throws {
        directory = try TemporaryDirectory()
        roots = DeviceRoots(sys: directory("sys"), dev: directory("dev"), proc: directory("proc"))
        for path in [roots.sys, roots.dev, roots.proc] { try Self.createDirectory(path) }
    }

    /// A node of a camera on USB: `port` is its place in the tree, `interface` the function it belongs to.
    func addUSBNode(
        _ number: Int, name: String, port: String, serial: String?, product: String = "0825", byID: String? = nil,
        byPath: String? = nil
    ) throws {
        let controller = "\(roots.sys)/devices/pci0000:00/0000:00:14.0/usb1"
        let device = "\(controller)/\(port)"
        let interface = "\(device)/\(port):1.0"
        let node = "\(interface)/video4linux/video\(number)"
        try Self.createDirectory(node)
        // The root hub is a USB device too, and its serial number is the controller's address.
        try Self.write("0002\n", to: "\(controller)/idProduct")
        try Self.write("0000:00:14.0\n", to: "\(controller)/serial")
        try Self.write("\(product)\n", to: "\(device)/idProduct")
        if let serial { try Self.write("\(serial)\n", to: "\(device)/serial") }
        try Self.write("\(name)\n", to: "\(node)/name")
        try Self.link("../../../\(port):1.0", at: "\(node)/device")
        try addNode(number, sysfs: node, byID: byID, byPath: byPath)
    }

    /// A node that stands for no hardware.
    func addVirtualNode(_ number: Int, name: String) throws {
        let node = "\(roots.sys)/devices/virtual/video4linux/video\(number)"
        try Self.createDirectory(node)
        try Self.write("\(name)\n", to: "\(node)/name")
        try addNode(number, sysfs: node, byID: nil, byPath: nil)
    }

    private func addNode(_ number: Int, sysfs: String, byID: String?, byPath: String?) throws {
        try Self.createDirectory("\(roots.sys)/class/video4linux")
        try Self.link(sysfs, at: "\(roots.sys)/class/video4linux/video\(number)")
        try Self.write("", to: "\(roots.dev)/video\(number)")
        for (kind, name) in [("by-id", byID), ("by-path", byPath)] {
            guard let name else { continue }
            try Self.createDirectory("\(roots.dev)/v4l/\(kind)")
            try Self.link("../../video\(number)", at: "\(roots.dev)/v4l/\(kind)/\(name)")
        }
    }

    /// Takes a node out of /dev and leaves it in sysfs, as a container does.
    func hideNode(_ number: Int) throws {
        try FileManager.default.removeItem(atPath: "\(roots.dev)/video\(number)")
    }

    /// A process that has a node open.
    func addProcess(_ number: Int32, name: String, holding node: String) throws {
        try Self.createDirectory("\(roots.proc)/\(number)/fd")
        try Self.write("\(name)\n", to: "\(roots.proc)/\(number)/comm")
        try Self.link("/dev/null", at: "\(roots.proc)/\(number)/fd/0")
        try Self.link(node, at: "\(roots.proc)/\(number)/fd/5")
    }

    private static func createDirectory(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    private static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private static func link(_ target: String, at path: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }
}
