/// What a name in the file system stands for.
public struct FileStatus: Hashable, Sendable {
    /// The kinds that make a difference to a recorder.
    public enum Kind: Hashable, Sendable {
        case regular
        case directory
        case fifo
        case characterDevice
        case other
    }

    public var kind: Kind
    public var size: Int64
    /// The file system it lies on and its number there: equal for two names of one file.
    public var device: UInt64
    public var inode: UInt64

    public init(kind: Kind, size: Int64, device: UInt64 = 0, inode: UInt64 = 0) {
        self.kind = kind
        self.size = size
        self.device = device
        self.inode = inode
    }
}
