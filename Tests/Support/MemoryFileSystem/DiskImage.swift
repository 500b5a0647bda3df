/// The files of a file system at one moment.
public struct DiskImage: Hashable, Sendable {
    /// Contents by path.
    public var files: [String: [UInt8]]

    public init(files: [String: [UInt8]]) {
        self.files = files
    }

    /// What has become of changes that were not synced when the machine stopped.
    public enum Unsynced: Hashable, Sendable {
        /// All are there: the process was killed, the machine went on.
        case kept
        /// None is there.
        case lost
        /// Of each file's writes the first few are there, the last of them in part.
        case torn(seed: UInt64)
        /// Any of a file's writes are there, whatever their order; any is there in part.
        case reordered(seed: UInt64)
    }

    /// The disk after the first `count` of `operations`, when the machine stopped right there.
    ///
    /// Data is safe after the file's sync, a name after its directory's. Of unsynced names the first few are there, as
    /// a journal keeps them. What a write beyond the end skipped reads as zeros.
    public init(after count: Int, of operations: [FileOperation], unsynced: Unsynced) {
        var files: [Int: PendingFile] = [:]
        var names: [String: Int] = [:]
        var pendingNames: [FileOperation] = []
        var random = SplitMix(seed: unsynced.seed &+ UInt64(count) &* 0x9e37_79b9)
        for operation in operations.prefix(count) {
            switch operation {
            case .create(_, let inode):
                files[inode] = PendingFile()
                pendingNames.append(operation)
            case .rename, .remove:
                pendingNames.append(operation)
            case .write(let inode, _, _), .truncate(let inode, _):
                files[inode, default: PendingFile()].pending.append(operation)
            case .synchronize(let inode):
                files[inode, default: PendingFile()].synchronize()
            case .allocate:
                break
            case .synchronizeDirectory:
                for change in pendingNames { Self.apply(change, to: &names) }
                pendingNames = []
            }
        }
        for change in unsynced.keptNames(of: pendingNames, using: &random) { Self.apply(change, to: &names) }
        var image: [String: [UInt8]] = [:]
        for (path, inode) in names.sorted(by: { $0.key < $1.key }) {
            var file = files[inode, default: PendingFile()]
            for change in unsynced.keptWrites(of: file.pending, using: &random) { file.apply(change) }
            image[path] = file.content
        }
        self.files = image
    }

    private static func apply(_ change: FileOperation, to names: inout [String: Int]) {
        switch change {
        case .create(let path, let inode): names[path] = inode
        case .rename(let from, let to): names[to] = names.removeValue(forKey: from)
        case .remove(let path): names[path] = nil
        case .write, .truncate, .synchronize, .allocate, .synchronizeDirectory: break
        }
    }
}

extension DiskImage.Unsynced {
    fileprivate var seed: UInt64 {
        switch self {
        case .kept, .lost: 0
        case .torn(let seed), .reordered(let seed): seed
        }
    }

    fileprivate func keptNames(of changes: [FileOperation], using random: inout SplitMix) -> [FileOperation] {
        switch self {
        case .kept: changes
        case .lost: []
        case .torn, .reordered: Array(changes.prefix(Int.random(in: 0...changes.count, using: &random)))
        }
    }

    fileprivate func keptWrites(of changes: [FileOperation], using random: inout SplitMix) -> [FileOperation] {
        switch self {
        case .kept: return changes
        case .lost: return []
        case .torn:
            var kept = Array(changes.prefix(Int.random(in: 0...changes.count, using: &random)))
            if let last = kept.popLast() { kept.append(last.torn(using: &random)) }
            return kept
        case .reordered:
            return changes.compactMap { change in
                switch Int.random(in: 0..<3, using: &random) {
                case 0: nil
                case 1: change
                default: change.torn(using: &random)
                }
            }
        }
    }
}

extension FileOperation {
    /// This write up to some sector's end; anything else as it is.
    fileprivate func torn(using random: inout SplitMix) -> FileOperation {
        guard case .write(let inode, let offset, let bytes) = self else { return self }
        let sectors = bytes.count / 512
        let kept = Int.random(in: 0...sectors, using: &random) * 512 - offset % 512
        return .write(inode: inode, offset: offset, bytes: Array(bytes.prefix(max(0, min(kept, bytes.count)))))
    }
}

/// A file's safe content and what is not safe yet.
private struct PendingFile {
    var content: [UInt8] = []
    var pending: [FileOperation] = []

    mutating func synchronize() {
        for change in pending { apply(change) }
        pending = []
    }

    mutating func apply(_ change: FileOperation) {
        switch change {
        case .write(_, let offset, let bytes): content.write(bytes, at: offset)
        case .truncate(_, let size): content.resize(to: size)
        case .create, .synchronize, .allocate, .rename, .remove, .synchronizeDirectory: break
        }
    }
}
