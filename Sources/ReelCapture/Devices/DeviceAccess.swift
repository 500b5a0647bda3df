import Glibc

/// Who may open a device's node.
enum DeviceAccess {
    /// The group that a node belongs to, by name; nil when it has none that is known.
    static func groupName(of path: String) -> String? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        var entry = unsafe group()
        var found: UnsafeMutablePointer<group>?
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
            let result = unsafe getgrgid_r(status.st_gid, &entry, buffer.baseAddress, buffer.count, &found)
            guard result == 0, unsafe found != nil, let name = unsafe entry.gr_name else { return nil }
            return unsafe String(cString: name)
        }
    }
}
