import Glibc
import ReelModel
import ReelSystem

extension RecorderError {
    /// What a failed call means for the recording that is written to `path`.
    init(_ error: SystemError, writing path: String) {
        let cause = error.description
        switch error.number {
        case ENOSPC:
            self.init(
                .noRoom, "There is no room left on the disk that \(path) lies on; free some or record elsewhere.",
                cause: cause)
        case EDQUOT:
            self.init(
                .noRoom, "This user's quota on the disk that \(path) lies on is used up; free some room or raise it.",
                cause: cause)
        case EFBIG:
            self.init(
                .noRoom, "\(path) has reached the size that its file system or this process's limit allows.",
                cause: cause)
        case ENOENT, ENOTDIR:
            self.init(
                .notWritable,
                "There is no directory \(PathParts(path).directory) to write \(path) in; create it first.",
                cause: cause)
        case EACCES, EPERM:
            self.init(
                .notWritable,
                "\(path) cannot be written because this user may not change \(PathParts(path).directory); "
                    + "give permission or choose another directory.", cause: cause)
        case EROFS:
            self.init(
                .notWritable,
                "\(path) cannot be written because its file system is read-only; choose another directory.",
                cause: cause)
        case EISDIR:
            self.init(.notWritable, "\(path) is a directory; name a file.", cause: cause)
        case ENAMETOOLONG:
            self.init(
                .notWritable, "The name \(path) is too long for its file system; choose a shorter one.", cause: cause)
        case EXDEV:
            self.init(
                .notWritable,
                "\(path) lies on another file system than the file that was recorded; keep both on one.", cause: cause)
        default:
            self.init(.writeFailed, "The disk failed while writing \(path): \(error.reason).", cause: cause)
        }
    }
}

/// Runs a file operation and says its failure in the recorder's words.
func writing<Result>(
    _ path: String, _ body: () throws(SystemError) -> Result
) throws(RecorderError) -> Result {
    do throws(SystemError) {
        return try body()
    } catch {
        throw RecorderError(error, writing: path)
    }
}
