import Glibc
import ReelModel
import ReelSinkKit
import ReelSystem

/// One file on its way into a directory; lives for one `put`, on its thread.
struct LocalCopy: ~Copyable {
    private let upload: Upload
    private let finalPath: String
    private let source: CopySource
    private var target: TemporaryFile

    private init(
        upload: Upload, finalPath: String, source: consuming CopySource, target: consuming TemporaryFile
    ) {
        self.upload = upload
        self.finalPath = finalPath
        self.source = source
        self.target = target
    }

    /// Opens both ends: checks the source, creates the directories that the key names and the temporary file.
    static func begin(_ upload: Upload, into directory: String) throws(SinkError) -> LocalCopy {
        let source = try CopySource.open(for: upload)
        let finalPath = LocalPath.join(directory, upload.key.text)
        try prepare(directory, for: finalPath, source: source)
        return LocalCopy(
            upload: upload, finalPath: finalPath, source: source, target: try TemporaryFile(for: finalPath))
    }

    /// Copies, syncs, compares and renames. After an error or a cancellation the temporary file is gone.
    consuming func run(
        isCancelled: () -> Bool, progress: (UploadProgress) -> Void
    ) throws(SinkError) -> SinkReceipt {
        try copy(isCancelled: isCancelled, progress: progress)
        try source.checkUnchanged()
        try target.synchronize()
        let isWhole = try ByteComparison.run(
            source: source, target: target, size: upload.size, isCancelled: isCancelled)
        guard isWhole, !isCancelled() else { throw cancelled }
        try source.checkUnchanged()
        try target.takeName()
        return SinkReceipt(
            object: SinkObject(key: upload.key, size: upload.size, location: finalPath), proof: .comparedByteForByte)
    }

    /// Makes the directories that the key names; the sink's own has to be there.
    private static func prepare(
        _ directory: String, for finalPath: String, source: borrowing CopySource
    ) throws(SinkError) {
        let files = LinuxFileSystem()
        let existing = try explaining(directory) { () throws(SystemError) in try files.status(of: directory) }
        guard let existing else {
            throw SinkError(.notFound, "The directory \(directory) is not there; create it, or correct the name.")
        }
        guard existing.kind == .directory else {
            throw SinkError(.invalid, "\(directory) is no directory; files are delivered into one.")
        }
        try LocalDirectories.create(above: finalPath, below: directory)
        switch try explaining(finalPath, { () throws(SystemError) in try files.status(of: finalPath) }) {
        case .some(let status) where status.kind == .directory:
            throw SinkError(.invalid, "\(finalPath) is a directory; a file cannot take its place.")
        case .some(let status) where source.isSameFile(as: status):
            throw SinkError(
                .invalid, "\(finalPath) is the recorded file itself; deliver it into another directory.")
        case .some, .none:
            break
        }
    }

    private func copy(isCancelled: () -> Bool, progress: (UploadProgress) -> Void) throws(SinkError) {
        var mover = ByteMover()
        var position: Int64 = 0
        progress(UploadProgress(bytes: 0))
        while position < upload.size {
            if isCancelled() { throw cancelled }
            let moved = try mover.move(
                from: source, to: target, at: position, count: min(upload.size - position, ByteMover.step))
            guard moved > 0 else { throw CopySource.changed(upload.path, "it became shorter while it was copied") }
            position += moved
            progress(UploadProgress(bytes: position))
        }
    }

    private var cancelled: SinkError {
        SinkError(.cancelled, "The delivery of \(upload.path) was cancelled; nothing of it was left behind.")
    }
}
