import Glibc
import ReelSinkKit
import ReelSystem

extension SinkError {
    /// What a failed call on `path` means to whoever delivers.
    init(_ error: SystemError, at path: String) {
        let (code, message): (Code, String) =
            switch error.number {
            case EACCES, EPERM:
                (.denied, "\(path) cannot be written: this user has no permission there; change its owner or mode.")
            case EROFS:
                (.denied, "\(path) cannot be written: the file system is mounted read-only.")
            case ENOENT, ENOTDIR:
                (.notFound, "\(path) cannot be written: the directory is not there, or a part of it is no directory.")
            case ENOSPC, EDQUOT:
                (.noRoom, "There is no room left for \(path); make some.")
            case EFBIG:
                (.tooLarge, "\(path) would be larger than its file system allows.")
            case ENAMETOOLONG:
                (.invalid, "\(path) cannot be: a part of the name is longer than the file system allows.")
            case EISDIR, EEXIST:
                (.invalid, "\(path) is a directory; a file cannot take its place.")
            case ESTALE, ETIMEDOUT, EHOSTDOWN, EHOSTUNREACH, ENODEV, ENXIO:
                (.unreachable, "The file system of \(path) does not answer; look whether it is still mounted.")
            default:
                (.failed, "\(path) could not be written.")
            }
        self.init(code, message, cause: error.description)
    }
}

/// Runs calls on `path` and turns what fails into a sentence.
func explaining<Value: ~Copyable>(
    _ path: String, _ body: () throws(SystemError) -> Value
) throws(SinkError) -> Value {
    do throws(SystemError) {
        return try body()
    } catch {
        throw SinkError(error, at: path)
    }
}
