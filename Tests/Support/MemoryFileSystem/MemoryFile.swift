import Glibc
import ReelSystem

/// An open file of a `MemoryFileSystem`.
final class MemoryFile: WritableFile {
    private let inode: Int
    private let path: String
    private let fileSystem: MemoryFileSystem

    init(inode: Int, path: String, in fileSystem: MemoryFileSystem) {
        self.inode = inode
        self.path = path
        self.fileSystem = fileSystem
    }

    func write(_ chunks: [UnsafeRawBufferPointer], at offset: Int64) throws(SystemError) {
        var bytes: [UInt8] = []
        for index in unsafe chunks.indices { unsafe bytes.append(contentsOf: chunks[index]) }
        let (inode, written) = (inode, bytes)
        do throws(SystemError) {
            try fileSystem.perform(.write, on: path) { state in
                state.contents[inode, default: []].write(written, at: Int(offset))
                return ((), .write(inode: inode, offset: Int(offset), bytes: written))
            }
        } catch {
            // A write that fails for want of room has written what there was room for.
            let half = Array(bytes.prefix(bytes.count / 2))
            fileSystem.state.withLock { state in
                state.contents[inode, default: []].write(half, at: Int(offset))
                state.operations.append(.write(inode: inode, offset: Int(offset), bytes: half))
            }
            throw error
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemError) -> Int {
        let content = fileSystem.state.withLock { $0.contents[inode, default: []] }
        guard offset < content.count else { return 0 }
        let part = content[Int(offset)...].prefix(buffer.count)
        unsafe buffer.copyBytes(from: part)
        return part.count
    }

    func synchronizeData() throws(SystemError) {
        try fileSystem.perform(.synchronize, on: path) { [inode] _ in ((), .synchronize(inode: inode)) }
    }

    func allocate(offset: Int64, length: Int64) throws(SystemError) {
        try fileSystem.perform(.allocate, on: path) { [inode] _ in ((), .allocate(inode: inode)) }
    }

    func truncate(to size: Int64) throws(SystemError) {
        try fileSystem.perform(.truncate, on: path) { [inode] state in
            state.contents[inode, default: []].resize(to: Int(size))
            return ((), .truncate(inode: inode, size: Int(size)))
        }
    }

    func size() throws(SystemError) -> Int64 {
        fileSystem.state.withLock { Int64($0.contents[inode, default: []].count) }
    }

    func lock() throws(SystemError) -> Bool {
        fileSystem.state.withLock { $0.locked.insert(inode).inserted }
    }

    func close() throws(SystemError) {
        fileSystem.state.withLock { _ = $0.locked.remove(inode) }
    }
}
