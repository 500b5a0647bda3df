/// One change to a file system, as it was asked for.
public enum FileOperation: Hashable, Sendable {
    case create(path: String, inode: Int)
    case write(inode: Int, offset: Int, bytes: [UInt8])
    case truncate(inode: Int, size: Int)
    case synchronize(inode: Int)
    case allocate(inode: Int)
    case rename(from: String, to: String)
    case remove(path: String)
    case synchronizeDirectory(path: String)

    /// What kind of change it was.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case create
        case write
        case truncate
        case synchronize
        case allocate
        case rename
        case remove
        case synchronizeDirectory
    }

    public var kind: Kind {
        switch self {
        case .create: .create
        case .write: .write
        case .truncate: .truncate
        case .synchronize: .synchronize
        case .allocate: .allocate
        case .rename: .rename
        case .remove: .remove
        case .synchronizeDirectory: .synchronizeDirectory
        }
    }
}
