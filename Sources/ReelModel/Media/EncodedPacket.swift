/// One encoded access unit on its way from an encoder to the writer.
///
/// Times count in the track's timescale from the recording's origin. Sound that an encoder put before the origin
/// (priming) has negative times; so has the decoding time of reordered pictures.
public struct EncodedPacket: ~Copyable, Sendable {
    /// The index of the track in the recording's list.
    public let track: Int
    public let presentationTime: Int64
    public let decodeTime: Int64
    /// How long it lasts as far as the encoder knows; 0 when it does not.
    public let duration: Int64
    /// Whether decoding can start here.
    public let isKeyframe: Bool
    public let byteCount: Int
    private let loan: BufferLoan

    public init(
        track: Int, presentationTime: Int64, decodeTime: Int64, duration: Int64, isKeyframe: Bool, byteCount: Int,
        loan: consuming BufferLoan
    ) {
        self.track = track
        self.presentationTime = presentationTime
        self.decodeTime = decodeTime
        self.duration = duration
        self.isKeyframe = isKeyframe
        self.byteCount = byteCount
        self.loan = loan
    }

    /// Lends the packet's bytes for the time of `body`; the pointer must not leave it.
    public borrowing func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe loan.withBytes(byteCount, body)
    }

    /// A second owner of the same bytes, for a second output.
    public borrowing func share() -> EncodedPacket {
        EncodedPacket(
            track: track, presentationTime: presentationTime, decodeTime: decodeTime, duration: duration,
            isKeyframe: isKeyframe, byteCount: byteCount, loan: loan.share())
    }
}
