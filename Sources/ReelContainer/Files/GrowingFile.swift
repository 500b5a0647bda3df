import Glibc
import ReelModel
import ReelSystem

/// A file that a recording grows in: under a temporary name and a lock, until it is whole and takes its real name.
///
/// Every format is written through this one type, so that each is locked, synced and renamed alike. Used by one thread
/// at a time. Errors are the recorder's: no room, not writable, the disk failed.
final class GrowingFile {
    /// `.talk.mp4.part` beside the output; another number when that is taken.
    let temporaryPath: String
    /// The bytes that belong to the file: what a failed write left behind does not count.
    private(set) var size: Int64 = 0

    private let path: String
    private let replacement: ReplacementPolicy
    private let fileSystem: any FileSystem
    private let file: any WritableFile
    /// Whether a write failed whose torn bytes could not be cut off yet.
    private var hasTornTail = false
    /// After a failed sync nobody knows what the disk holds, and the next sync may wrongly say that all is well
    /// (Linux reports a lost page once), so the file takes nothing more.
    private var lost: RecorderError?

    /// Creates the temporary file for `path` and locks it. Overwrites nothing.
    init(
        for path: String, replacement: ReplacementPolicy, in fileSystem: any FileSystem
    ) throws(RecorderError) {
        self.path = path
        self.replacement = replacement
        self.fileSystem = fileSystem
        try Self.check(path, replacement: replacement, in: fileSystem)
        (temporaryPath, file) = try Self.claim(path, in: fileSystem)
        do throws(SystemError) {
            try fileSystem.synchronizeDirectory(PathParts(path).directory)
        } catch {
            let failure = RecorderError(error, writing: path)
            do throws(RecorderError) { try discard() } catch {}
            throw failure
        }
    }

    /// Creates and locks the first temporary file for `path` whose name is free.
    private static func claim(
        _ path: String, in fileSystem: any FileSystem
    ) throws(RecorderError) -> (String, any WritableFile) {
        let parts = PathParts(path)
        for attempt in 1...1_000 {
            let candidate = parts.temporary(attempt: attempt)
            do throws(SystemError) {
                let file = try fileSystem.create(candidate)
                do throws(SystemError) {
                    if try file.lock() { return (candidate, file) }
                } catch {
                    do throws(SystemError) { try fileSystem.remove(candidate) } catch {}
                    throw error
                }
                // Whoever looks for unfinished files was quicker; then the file is theirs.
                try file.close()
            } catch {
                if error.number != EEXIST { throw RecorderError(error, writing: path) }
            }
        }
        throw RecorderError(
            .notWritable,
            "\(parts.directory) is full of unfinished recordings of \(parts.name); recover or remove them."
        )
    }

    /// Refuses what the name could not be given to at the end, before anything is recorded.
    private static func check(
        _ path: String, replacement: ReplacementPolicy, in fileSystem: any FileSystem
    ) throws(RecorderError) {
        if PathParts(path).name.isEmpty { throw RecorderError(.notWritable, "\(path) names no file; add a file name.") }
        let status = try writing(path) { () throws(SystemError) in try fileSystem.status(of: path) }
        switch (status?.kind, replacement) {
        case (nil, _), (.regular?, .replace), (.regular?, .numbered):
            return
        case (.regular?, .never):
            throw RecorderError(.exists, "\(path) exists and was not to be replaced; move it or choose another name.")
        case (.directory?, _):
            throw RecorderError(.notWritable, "\(path) is a directory; name a file in it.")
        case (.fifo?, _), (.characterDevice?, _), (.other?, _):
            throw RecorderError(.notWritable, "\(path) exists and is no ordinary file; choose another name.")
        }
    }

    /// Writes the chunks, one behind the other, at the end. When that fails the file stays as it was.
    func append(_ chunks: [UnsafeRawBufferPointer]) throws(RecorderError) {
        try checkNotLost()
        do throws(SystemError) {
            try cutTornTail()
            hasTornTail = true
            try unsafe file.write(chunks, at: size)
            hasTornTail = false
            size += unsafe chunks.reduce(0) { $0 + Int64($1.count) }
        } catch {
            let failure = RecorderError(error, writing: path)
            // Gives back the room at once; when not even that works, whoever writes next tries again.
            do throws(SystemError) { try cutTornTail() } catch {}
            throw failure
        }
    }

    /// Writes `bytes` at the end.
    func append(_ bytes: [UInt8]) throws(RecorderError) {
        let result = unsafe bytes.withUnsafeBytes { buffer in
            Result { () throws(RecorderError) in try unsafe append([buffer]) }
        }
        try result.get()
    }

    /// Writes over what is there already.
    func overwrite(_ bytes: [UInt8], at offset: Int64) throws(RecorderError) {
        precondition(offset + Int64(bytes.count) <= size, "only bytes that are there are overwritten")
        try checkNotLost()
        try writing(path) { () throws(SystemError) in try file.write(bytes, at: offset) }
    }

    /// Makes what was written last: it survives a power cut from here on.
    func synchronize() throws(RecorderError) {
        try checkNotLost()
        do throws(RecorderError) {
            try writing(path) { () throws(SystemError) in try file.synchronizeData() }
        } catch {
            lost = error
            throw error
        }
    }

    /// Syncs, closes and gives the file its real name; returns that name, which `.numbered` may have changed.
    ///
    /// When it throws, the file is closed and whole under its temporary name.
    func finish(as finalPath: String) throws(RecorderError) -> String {
        do throws(RecorderError) {
            try writing(finalPath) { () throws(SystemError) in try cutTornTail() }
            try synchronize()
        } catch {
            abandon()
            throw error
        }
        let taken = Result { () throws(RecorderError) in try takeName(finalPath) }
        // The lock is held until the new name stands, so that recovery never sees a whole file that seems dead.
        try writing(finalPath) { () throws(SystemError) in try file.close() }
        return try taken.get()
    }

    private func takeName(_ finalPath: String) throws(RecorderError) -> String {
        let parts = PathParts(finalPath)
        let newPath = try rename(to: parts)
        try writing(finalPath) { () throws(SystemError) in
            try fileSystem.synchronizeDirectory(parts.directory)
            let grownIn = PathParts(temporaryPath).directory
            if grownIn != parts.directory { try fileSystem.synchronizeDirectory(grownIn) }
        }
        return newPath
    }

    private func rename(to parts: PathParts) throws(RecorderError) -> String {
        let finalPath = parts.numbered(1)
        switch replacement {
        case .replace:
            try writing(finalPath) { () throws(SystemError) in
                try fileSystem.rename(temporaryPath, to: finalPath)
            }
            return finalPath
        case .never:
            guard try renameIfFree(to: finalPath) else {
                throw RecorderError(
                    .exists,
                    "\(finalPath) came into being during the recording and was not to be replaced; "
                        + "the recording is whole in \(temporaryPath).")
            }
            return finalPath
        case .numbered:
            for number in 1...100_000 {
                let candidate = parts.numbered(number)
                if try renameIfFree(to: candidate) { return candidate }
            }
            throw RecorderError(
                .exists,
                "\(finalPath) and all its numbered names are taken; the recording is whole in \(temporaryPath)."
            )
        }
    }

    private func renameIfFree(to candidate: String) throws(RecorderError) -> Bool {
        do throws(SystemError) {
            try fileSystem.renameWithoutReplacing(temporaryPath, to: candidate)
            return true
        } catch {
            if error.number == EEXIST { return false }
            throw RecorderError(error, writing: candidate)
        }
    }

    /// Closes and leaves under the temporary name what is there, for recovery.
    func abandon() {
        // The failure that led here has been told; what close adds would not change what can be recovered.
        do throws(SystemError) { try file.close() } catch {}
    }

    /// Closes and removes: nothing was recorded.
    func discard() throws(RecorderError) {
        let removed = Result { () throws(SystemError) in try fileSystem.remove(temporaryPath) }
        // Nobody misses what a close could have lost.
        do throws(SystemError) { try file.close() } catch {}
        try writing(path) { () throws(SystemError) in try removed.get() }
    }

    private func checkNotLost() throws(RecorderError) {
        if let lost { throw lost }
    }

    private func cutTornTail() throws(SystemError) {
        guard hasTornTail else { return }
        try file.truncate(to: size)
        hasTornTail = false
    }
}
