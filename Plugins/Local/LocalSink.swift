import ReelModel
import ReelSinkKit
import ReelSystem

/// A directory of this machine (or one that is mounted): files are copied into it and compared byte for byte.
///
/// A copy grows under a hidden temporary name in the directory where it will be, is synced, read back from the disk,
/// compared, and only then renamed. The local file itself is neither moved nor linked: it stays until retention
/// decides, and a copy on a disk of its own has to be one.
public struct LocalSink: UploadSink {
    /// The directory that keys are relative to. It must exist; directories inside keys are created.
    public let directory: String
    private let files = LinuxFileSystem()

    public init(directory: String) {
        self.directory = directory
    }

    public func check() async throws(SinkError) {
        try await BlockingWork.run(onThread: "local sink") { (_) throws(SinkError) in
            let status = try explaining(directory) { () throws(SystemError) in try files.status(of: directory) }
            guard status?.kind == .directory else {
                throw SinkError(.notFound, "The directory \(directory) is not there; create it, or correct the name.")
            }
            guard files.isWritableDirectory(directory) else {
                throw SinkError(
                    .denied, "This user may not write to the directory \(directory); change its permissions.")
            }
        }
    }

    public func put(
        _ upload: Upload, progress: @escaping @Sendable (UploadProgress) -> Void
    ) async throws(SinkError) -> SinkReceipt {
        let directory = directory
        return try await BlockingWork.run(onThread: "local sink") { (isCancelled) throws(SinkError) in
            let copy = try LocalCopy.begin(upload, into: directory)
            return try copy.run(isCancelled: isCancelled, progress: progress)
        }
    }

    public func object(at key: ObjectKey) async throws(SinkError) -> SinkObject? {
        let path = path(of: key)
        return try await BlockingWork.run(onThread: "local sink") { (_) throws(SinkError) in
            guard let status = try explaining(path, { () throws(SystemError) in try files.status(of: path) }),
                status.kind == .regular
            else { return nil }
            return SinkObject(key: key, size: status.size, location: path)
        }
    }

    public func remove(_ key: ObjectKey) async throws(SinkError) {
        let path = path(of: key)
        try await BlockingWork.run(onThread: "local sink") { (_) throws(SinkError) in
            try explaining(path) { () throws(SystemError) in
                guard try files.status(of: path) != nil else { return }
                try files.remove(path)
                try files.synchronizeDirectory(LocalPath.parent(of: path))
            }
        }
    }

    private func path(of key: ObjectKey) -> String { LocalPath.join(directory, key.text) }
}
