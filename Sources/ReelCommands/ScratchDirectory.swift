import Glibc
import Reel

/// A directory of our own under `TMPDIR` (else `/tmp`), for what is only on its way.
struct ScratchDirectory {
    let path: String

    init() throws(RecorderError) {
        let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/reel-XXXXXX".utf8CString)
        let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, unsafe mkdtemp(base) != nil else { return nil as String? }
            return unsafe String(cString: base)
        }
        guard let made else {
            throw RecorderError(
                .notWritable, "No directory can be created in \(parent); set TMPDIR to one that is writable.",
                cause: SystemError("mkdtemp", on: parent).description)
        }
        path = made
    }

    /// Removes the directory and the files in it.
    func remove() throws(RecorderError) {
        let files = LinuxFileSystem()
        do throws(SystemError) {
            for name in try files.names(inDirectory: path) { try files.remove("\(path)/\(name)") }
            guard unsafe rmdir(path) == 0 else { throw SystemError("rmdir", on: path) }
        } catch {
            throw RecorderError(.notWritable, "\(path) could not be removed.", cause: "\(error)")
        }
    }
}
