import Glibc
import ReelSystem

/// Reads sysfs, procfs and the links of udev. What cannot be read is absent: these trees change while one looks.
enum PseudoFiles {
    /// The names in a directory, sorted; none when there is no such directory.
    static func names(in directory: String) -> [String] {
        do {
            return try LinuxFileSystem().names(inDirectory: directory)
        } catch {
            return []
        }
    }

    /// The text of a small file (at most a page) without blanks at its ends; nil when it cannot be read or is empty.
    static func text(of path: String) -> String? {
        let bytes: [UInt8]
        do {
            bytes = try read(path)
        } catch {
            return nil
        }
        let blanks: Set<UInt8> = [0x00, 0x09, 0x0A, 0x0D, 0x20]
        guard let first = bytes.firstIndex(where: { !blanks.contains($0) }),
            let last = bytes.lastIndex(where: { !blanks.contains($0) })
        else { return nil }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }

    private static func read(_ path: String) throws(SystemError) -> [UInt8] {
        let descriptor = try FileDescriptor(opening: path, O_RDONLY)
        return unsafe [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
            count = max(0, retryingOnSignal { unsafe Glibc.read(descriptor.number, buffer.baseAddress, buffer.count) })
        }
    }

    /// The path without any link in it; nil when nothing bears it.
    static func resolved(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
