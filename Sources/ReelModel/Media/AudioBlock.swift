/// A run of raw sound on its way from a source to an encoder.
public struct AudioBlock: ~Copyable, Sendable {
    public let format: AudioFormat
    /// When the first sample was heard.
    public let timestamp: MediaTime
    /// Samples per channel.
    public let frameCount: Int
    /// Whether the source had nothing for this stretch: it counts as silence and its bytes do not matter.
    public let isHole: Bool
    private let loan: BufferLoan?

    /// Sound in the first `frameCount * format.bytesPerFrame` bytes of `loan`.
    public init(format: AudioFormat, timestamp: MediaTime, frameCount: Int, loan: consuming BufferLoan) {
        self.format = format
        self.timestamp = timestamp
        self.frameCount = frameCount
        self.isHole = false
        self.loan = .some(loan)
    }

    /// A stretch in which the source had no sound to give.
    public init(holeOf frameCount: Int, format: AudioFormat, timestamp: MediaTime) {
        self.format = format
        self.timestamp = timestamp
        self.frameCount = frameCount
        self.isHole = true
        self.loan = nil
    }

    /// Lends the interleaved samples for the time of `body`; empty for a hole. The pointer must not leave it.
    public borrowing func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch loan {
        case .some(let loan):
            return try unsafe loan.withBytes(frameCount * format.bytesPerFrame, body)
        case .none:
            return try unsafe body(UnsafeRawBufferPointer(start: nil, count: 0))
        }
    }
}
