import Glibc
import ReelSystem
import Synchronization

/// A file system in memory that remembers every change, and fails where a test wants it to.
///
/// From what it remembers, `DiskImage` shows the disk as a kill or a power cut after any operation would leave it.
public final class MemoryFileSystem: FileSystem {
    /// Decides, from an operation's number (from 0) and kind, which `errno` it fails with; nil lets it pass.
    public typealias Fault = @Sendable (_ number: Int, _ kind: FileOperation.Kind) -> Int32?

    struct State {
        var names: [String: Int] = [:]
        var contents: [Int: [UInt8]] = [:]
        var locked: Set<Int> = []
        var directories: Set<String> = [".", "/"]
        var operations: [FileOperation] = []
        var attempts = 0
        var nextInode = 1
    }

    let state: Mutex<State>
    private let fault: Fault

    /// A file system that holds the files of `image`, in which the directories of those files and `directories` exist.
    public init(
        _ image: DiskImage = DiskImage(files: [:]), directories: [String] = [],
        failing fault: @escaping Fault = { _, _ in nil }
    ) {
        var state = State()
        state.directories.formUnion(directories)
        for (path, bytes) in image.files {
            state.names[path] = state.nextInode
            state.contents[state.nextInode] = bytes
            state.directories.insert(Self.directory(of: path))
            state.nextInode += 1
        }
        self.state = Mutex(state)
        self.fault = fault
    }

    /// What was changed so far, in order.
    public var operations: [FileOperation] { state.withLock { $0.operations } }

    /// The files as a process sees them now.
    public var image: DiskImage {
        state.withLock { state in
            DiskImage(files: state.names.mapValues { state.contents[$0, default: []] })
        }
    }

    /// Whether a file of this name is held by a lock.
    public func isLocked(_ path: String) -> Bool {
        state.withLock { state in state.names[path].map { state.locked.contains($0) } ?? false }
    }

    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Counts an operation, lets it fail when the test says so, and otherwise runs `body`, which returns what to note.
    func perform<Result: Sendable>(
        _ kind: FileOperation.Kind, on path: String,
        _ body: (inout State) throws(SystemError) -> (Result, FileOperation)
    ) throws(SystemError) -> Result {
        try state.withLock { (state) throws(SystemError) -> Result in
            let number = state.attempts
            state.attempts += 1
            if let error = fault(number, kind) { throw SystemError(kind.rawValue, on: path, number: error) }
            let (result, operation) = try body(&state)
            state.operations.append(operation)
            return result
        }
    }

    public func create(_ path: String) throws(SystemError) -> any WritableFile {
        let inode = try perform(.create, on: path) { (state) throws(SystemError) -> (Int, FileOperation) in
            guard state.directories.contains(Self.directory(of: path)) else {
                throw SystemError("open", on: path, number: ENOENT)
            }
            guard state.names[path] == nil else { throw SystemError("open", on: path, number: EEXIST) }
            let inode = state.nextInode
            state.nextInode += 1
            state.names[path] = inode
            state.contents[inode] = []
            return (inode, .create(path: path, inode: inode))
        }
        return MemoryFile(inode: inode, path: path, in: self)
    }

    public func open(_ path: String) throws(SystemError) -> any WritableFile {
        let inode = state.withLock { $0.names[path] }
        guard let inode else { throw SystemError("open", on: path, number: ENOENT) }
        return MemoryFile(inode: inode, path: path, in: self)
    }

    public func rename(_ path: String, to newPath: String) throws(SystemError) {
        try rename(path, to: newPath, replacing: true)
    }

    public func renameWithoutReplacing(_ path: String, to newPath: String) throws(SystemError) {
        try rename(path, to: newPath, replacing: false)
    }

    private func rename(_ path: String, to newPath: String, replacing: Bool) throws(SystemError) {
        try perform(.rename, on: newPath) { (state) throws(SystemError) -> (Void, FileOperation) in
            guard let inode = state.names[path], state.directories.contains(Self.directory(of: newPath)) else {
                throw SystemError("rename", on: newPath, number: ENOENT)
            }
            if !replacing, state.names[newPath] != nil { throw SystemError("rename", on: newPath, number: EEXIST) }
            state.names[path] = nil
            state.names[newPath] = inode
            return ((), .rename(from: path, to: newPath))
        }
    }

    public func remove(_ path: String) throws(SystemError) {
        try perform(.remove, on: path) { (state) throws(SystemError) -> (Void, FileOperation) in
            guard state.names.removeValue(forKey: path) != nil else {
                throw SystemError("unlink", on: path, number: ENOENT)
            }
            return ((), .remove(path: path))
        }
    }

    public func synchronizeDirectory(_ path: String) throws(SystemError) {
        try perform(.synchronizeDirectory, on: path) { _ in ((), .synchronizeDirectory(path: path)) }
    }

    public func status(of path: String) throws(SystemError) -> FileStatus? {
        state.withLock { state in
            if let inode = state.names[path] {
                return FileStatus(
                    kind: .regular, size: Int64(state.contents[inode, default: []].count), device: 1,
                    inode: UInt64(inode))
            }
            return state.directories.contains(path) ? FileStatus(kind: .directory, size: 0, device: 1) : nil
        }
    }

    public func names(inDirectory path: String) throws(SystemError) -> [String] {
        state.withLock { state in
            state.names.keys.filter { Self.directory(of: $0) == path }
                .map {
                    String($0[$0.index($0.lastIndex(of: "/") ?? $0.startIndex, offsetBy: $0.contains("/") ? 1 : 0)...])
                }
                .sorted()
        }
    }

    public func createDirectories(_ path: String) throws(SystemError) {
        state.withLock { _ = $0.directories.insert(path) }
    }

    public func freeBytes(at path: String) throws(SystemError) -> Int64 { 1 << 40 }

    public func isWritableDirectory(_ path: String) -> Bool {
        state.withLock { $0.directories.contains(path) }
    }
}
