import Glibc
import ReelSinkKit
import ReelSystem

/// Directories that a key names, made and made to last.
enum LocalDirectories {
    /// Creates what is missing between `base`, which exists, and the file `path`; syncs each directory it adds to.
    static func create(above path: String, below base: String) throws(SinkError) {
        let inside = path.dropFirst(base.count).split(separator: "/").dropLast()
        var current = base
        for component in inside {
            let parent = current
            current = LocalPath.join(parent, String(component))
            try explaining(current) { () throws(SystemError) in
                if unsafe mkdir(current, 0o755) != 0 {
                    guard errno == EEXIST else { throw SystemError("mkdir", on: current) }
                    return
                }
                try LinuxFileSystem().synchronizeDirectory(parent)
            }
        }
    }
}
