import Glibc
import ReelSystem

/// Finds the programs that have a device open, as far as this user may see them.
struct DeviceHolders {
    /// The root of procfs.
    let proc: String
    /// This process, which is named as itself.
    var own = getpid()

    /// `ffmpeg (process 4711)` for each, by process number; empty when none can be seen.
    func holders(of path: String) -> [String] {
        guard let device = Self.key(of: path) else { return [] }
        let processes = PseudoFiles.names(in: proc).compactMap { Int32($0) }.sorted()
        let found = processes.filter { $0 != own && holds(device, process: $0) }
        if found.isEmpty && holds(device, process: own) { return ["this program itself"] }
        return found.map { process in
            let name = PseudoFiles.text(of: "\(proc)/\(process)/comm") ?? "a program"
            return "\(name) (process \(process))"
        }
    }

    private func holds(_ device: Key, process: Int32) -> Bool {
        let directory = "\(proc)/\(process)/fd"
        return PseudoFiles.names(in: directory).contains { Self.key(of: "\(directory)/\($0)") == device }
    }

    /// What two names of one device have in common: a device number, since containers have nodes of their own, or
    /// the file for anything that is no device.
    private struct Key: Hashable {
        var isDevice: Bool
        var numbers: [UInt64]
    }

    private static func key(of path: String) -> Key? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFCHR
            ? Key(isDevice: true, numbers: [UInt64(status.st_rdev)])
            : Key(isDevice: false, numbers: [UInt64(status.st_dev), UInt64(status.st_ino)])
    }
}
