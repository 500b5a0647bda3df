import ReelModel

/// Reads from sysfs and udev's links which camera nodes there are, without opening any.
struct CameraTree {
    let roots: DeviceRoots

    /// Every V4L2 node that this process can see, by number; empty on a kernel without video devices.
    func identities() -> [CameraIdentity] {
        let byID = links(in: "\(roots.dev)/v4l/by-id")
        let byPath = links(in: "\(roots.dev)/v4l/by-path")
        let numbers = PseudoFiles.names(in: "\(roots.sys)/class/video4linux").compactMap { name in
            name.hasPrefix("video") ? Int(name.dropFirst("video".count)) : nil
        }
        return numbers.sorted().compactMap { number in
            let path = "\(roots.dev)/video\(number)"
            // A container sees all of sysfs, but only the nodes that were given to it.
            guard let node = PseudoFiles.resolved(path) else { return nil }
            let entry = "\(roots.sys)/class/video4linux/video\(number)"
            return CameraIdentity(
                path: path, name: PseudoFiles.text(of: "\(entry)/name") ?? "", serial: serial(of: entry),
                idNames: byID.filter { $0.node == node }.map(\.name),
                pathNames: byPath.filter { $0.node == node }.map(\.name))
        }
    }

    /// The serial number of the USB device that a node belongs to.
    ///
    /// The search ends at the first directory with a product number: above it stands the hub, and then the host
    /// controller, whose "serial" is its own address.
    private func serial(of entry: String) -> String? {
        guard var directory = PseudoFiles.resolved("\(entry)/device"),
            let root = PseudoFiles.resolved(roots.sys)
        else { return nil }
        while directory.hasPrefix(root), directory.count > root.count {
            if PseudoFiles.text(of: "\(directory)/idProduct") != nil {
                return PseudoFiles.text(of: "\(directory)/serial")
            }
            directory = String(directory[..<(directory.lastIndex(of: "/") ?? directory.startIndex)])
        }
        return nil
    }

    private func links(in directory: String) -> [(name: String, node: String)] {
        PseudoFiles.names(in: directory).compactMap { name in
            PseudoFiles.resolved("\(directory)/\(name)").map { (name, $0) }
        }
    }
}
