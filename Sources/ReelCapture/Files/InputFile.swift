import Glibc
import ReelModel
import ReelSystem

/// A file, a FIFO or a given descriptor that one thread reads from front to back, and that can be left at any moment.
///
/// Opening a FIFO does not wait for its writer; reading does. `interrupt` may come from any thread.
final class InputFile: Sendable {
    /// What a read brought.
    enum Filling: Equatable {
        /// So many bytes; fewer than asked only at the end. `waited` says that they were not there at once.
        case bytes(Int, waited: Bool)
        case interrupted
    }

    /// The path, or what a given descriptor is called.
    let name: String
    /// The bytes of a regular file; nil for what has no size.
    let size: Int64?
    private let descriptor: FileDescriptor
    private let wake: WakeSignal

    /// Opens `path`; the errors are sentences for whoever named it.
    convenience init(opening path: String) throws(RecorderError) {
        let descriptor: FileDescriptor
        do throws(SystemError) {
            // Without O_NONBLOCK the opening of a FIFO would wait for a writer, and nothing could end that.
            descriptor = try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK)
        } catch {
            throw Self.explanation(of: error, opening: path)
        }
        try self.init(owning: descriptor, name: path)
    }

    /// Reads from a descriptor that is open already, standard input for one.
    init(owning descriptor: consuming FileDescriptor, name: String) throws(RecorderError) {
        var status = stat()
        guard unsafe fstat(descriptor.number, &status) == 0 else {
            throw RecorderError(
                .inputNotFound, "Nothing can be read from \(name): it is not open.",
                cause: SystemError("fstat", on: name).description)
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw RecorderError(.badInput, "\(name) is a directory; name a file in it.")
        }
        self.name = name
        size = status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
        self.descriptor = descriptor
        do throws(SystemError) {
            wake = try WakeSignal()
        } catch {
            throw RecorderError(
                .defect, "\(name) cannot be read: the system gave no descriptor to end that by.",
                cause: error.description)
        }
    }

    static func explanation(of error: SystemError, opening path: String) -> RecorderError {
        switch error.number {
        case ENOENT, ENOTDIR:
            RecorderError(
                .inputNotFound, "There is no file \(path); check the name and the directory.", cause: error.description)
        case EACCES, EPERM:
            RecorderError(
                .notPermitted, "This user may not read \(path); give it the right to (ls -l shows who has it).",
                cause: error.description)
        default:
            RecorderError(
                .inputNotFound, "\(path) cannot be opened: \(error.reason).", cause: error.description)
        }
    }

    /// Makes the reading thread return, now and from now on.
    func interrupt() {
        wake.raise()
    }

    /// Waits until there is something to read, or the end; false when interrupted.
    func waitUntilReadable() throws(RecorderError) -> Bool {
        try look(timeout: -1) == .readable
    }

    /// Throws unless something can be read, or the end be seen, within `timeLimit`.
    func requireReadable(within timeLimit: Duration) throws(RecorderError) {
        if try look(timeout: timeLimit.pollMilliseconds) == .nothing {
            throw RecorderError(
                .sourceSilent,
                "Nothing came from \(name) within \(timeLimit.components.seconds) s; start what writes it first.")
        }
    }

    /// Fills `buffer`, waiting for as long as it takes.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(RecorderError) -> Filling {
        var count = 0
        var waited = false
        while count < buffer.count {
            guard case .bytes(let more, let hasWaited) = try unsafe read(into: .init(rebasing: buffer[count...])) else {
                return .interrupted
            }
            waited = waited || hasWaited
            if more == 0 { break }
            count += more
        }
        return .bytes(count, waited: waited)
    }

    /// Reads what is there into `buffer`, waiting for the first byte; none is the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecorderError) -> Filling {
        var waited = false
        while true {
            var sight = try look(timeout: 0)
            if sight == .nothing {
                waited = true
                sight = try look(timeout: -1)
            }
            if sight == .interrupted { return .interrupted }
            let count = retryingOnSignal { unsafe Glibc.read(descriptor.number, buffer.baseAddress, buffer.count) }
            if count >= 0 { return .bytes(count, waited: waited) }
            if errno != EAGAIN { throw failure("read") }
        }
    }

    /// Reads up to the next line feed, or `longest` bytes when there is none; nil at the end and when interrupted.
    func readLine(longest: Int) throws(RecorderError) -> String? {
        var line: [UInt8] = []
        while line.count < longest {
            var byte: [UInt8] = [0]
            let result = unsafe byte.withUnsafeMutableBytes { buffer in
                Result { () throws(RecorderError) in try unsafe read(into: buffer) }
            }
            guard case .bytes(1, _) = try result.get() else { return line.isEmpty ? nil : text(line) }
            if byte[0] == UInt8(ascii: "\n") { break }
            line.append(byte[0])
        }
        return text(line)
    }

    private func text(_ line: [UInt8]) -> String { String(decoding: line, as: UTF8.self) }

    private enum Sight {
        case readable
        case nothing
        case interrupted
    }

    /// Polls the descriptor; the end of the stream and its failure count as readable, since `read` tells them.
    private func look(timeout: Int32) throws(RecorderError) -> Sight {
        var watched = (
            pollfd(fd: wake.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
        )
        let count = retryingOnSignal {
            unsafe withUnsafeMutableBytes(of: &watched) { bytes in
                unsafe poll(bytes.assumingMemoryBound(to: pollfd.self).baseAddress, 2, timeout)
            }
        }
        guard count >= 0 else { throw failure("poll") }
        if watched.0.revents != 0 { return .interrupted }
        return watched.1.revents != 0 ? .readable : .nothing
    }

    private func failure(_ call: String) -> RecorderError {
        let error = SystemError(call, on: name)
        return RecorderError(.sourceLost, "\(name) can no longer be read: \(error.reason).", cause: error.description)
    }
}
