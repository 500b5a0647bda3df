import ReelModel

/// How one format puts packets into a file: what differs between the formats, without when and where to write.
protocol ContainerLayout {
    /// The end of the latest packet that was written, from the recording's origin.
    var end: Duration { get }
    /// Writes what stands at the front of the file before the first packet.
    mutating func begin(_ file: GrowingFile) throws(RecorderError)
    /// Writes those waiting packets that can be written and removes them from the batch.
    mutating func write(_ batch: inout PacketBatch, to file: GrowingFile, _ cut: Cut) throws(RecorderError)
    /// Writes what makes the file whole, in an order that a crash at any point leaves recoverable. The last write is
    /// synced by whoever renames the file.
    mutating func complete(_ file: GrowingFile) throws(RecorderError)
}

/// Why packets are written now.
enum Cut: Hashable {
    /// Their time has come; what still waits for another track may go on waiting.
    case due(MediaTime)
    /// All of them, at once.
    case everything
}
