import ReelModel

extension AudioBlock {
    /// A block of what a loan holds, or a hole of its length when there was no buffer to fill.
    static func of(
        _ loan: consuming BufferLoan?, format: AudioFormat, timestamp: MediaTime, frameCount: Int
    ) -> AudioBlock {
        switch consume loan {
        case .some(let loan):
            AudioBlock(format: format, timestamp: timestamp, frameCount: frameCount, loan: loan)
        case .none:
            AudioBlock(holeOf: frameCount, format: format, timestamp: timestamp)
        }
    }
}
