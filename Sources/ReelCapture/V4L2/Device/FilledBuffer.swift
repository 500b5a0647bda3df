import ReelModel

/// What a driver says about a buffer that it has filled (`v4l2_buffer`).
struct FilledBuffer: Hashable, Sendable {
    /// What the driver says of the clock that it stamps by.
    enum Stamp: Hashable, Sendable {
        case monotonic(MediaTime)
        /// Another clock, or one that it does not name.
        case other
    }

    var index: Int
    var byteCount: Int
    var sequence: UInt32
    var stamp: Stamp
    /// The error flag: the picture may be damaged.
    var isCorrupt: Bool
}
