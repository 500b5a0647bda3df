import Glibc
import ReelModel
import ReelSystem

/// The program that records. It lies beside this one, or where a package puts programs that nobody calls directly.
enum Engine {
    /// Runs the engine in this very process, with the same arguments; returns only when it cannot be run.
    static func replaceThisProcess() -> RecorderError {
        guard let directory = ownDirectory() else {
            return RecorderError(
                .defect, "reel cannot find its own place, /proc/self/exe; see that /proc is mounted.",
                cause: SystemError("readlink", on: "/proc/self/exe").description)
        }
        let candidates = ["\(directory)/reel-engine", "\(directory)/../libexec/reel/reel-engine"]
        for path in candidates {
            // argv[0] and what was typed stay as they are.
            _ = unsafe execv(path, CommandLine.unsafeArgv)
            guard errno == ENOENT || errno == ENOTDIR else {
                return RecorderError(
                    .defect, "\(path) is there and cannot be run; install Reel again.",
                    cause: SystemError("execv", on: path).description)
            }
        }
        return RecorderError(
            .defect,
            "reel-engine, the program that records, is missing; it was looked for as "
                + "\(Wording.list(candidates, joinedBy: "and as")). Install Reel again.")
    }

    private static func ownDirectory() -> String? {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(PATH_MAX)) { buffer in
            let count = unsafe readlink("/proc/self/exe", buffer.baseAddress!, buffer.count)
            guard count > 0 else { return nil }
            let path = unsafe String(decoding: buffer[..<count], as: UTF8.self)
            return path.lastIndex(of: "/").map { String(path[..<$0]) }
        }
    }
}
