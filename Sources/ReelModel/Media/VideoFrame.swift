/// One picture on its way from a source to an encoder.
///
/// A frame is moved, never copied; when it ends its buffer goes back to where it came from, which for a camera means
/// back to the driver. Keep one no longer than needed: a camera has 4 to 8 of them.
public struct VideoFrame: ~Copyable, Sendable {
    public let format: PictureFormat
    /// The planes of an uncompressed picture, from the buffer's start; empty when `format` is compressed.
    public let planes: [PicturePlane]
    /// How many bytes of the buffer hold the picture.
    public let byteCount: Int
    /// When the picture was taken, by the driver's own word.
    public let timestamp: MediaTime
    /// The source's count of pictures. A step of more than one means that the source itself lost some.
    public let sequence: UInt64
    /// Whether the source says that this picture is damaged.
    public let isCorrupt: Bool
    private let loan: BufferLoan

    public init(
        format: PictureFormat, planes: [PicturePlane], byteCount: Int, timestamp: MediaTime, sequence: UInt64,
        isCorrupt: Bool = false, loan: consuming BufferLoan
    ) {
        self.format = format
        self.planes = planes
        self.byteCount = byteCount
        self.timestamp = timestamp
        self.sequence = sequence
        self.isCorrupt = isCorrupt
        self.loan = loan
    }

    /// Lends the picture's bytes for the time of `body`; the pointer must not leave it.
    public borrowing func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe loan.withBytes(byteCount, body)
    }

    /// A second owner of the same picture, for a tap beside the encoder.
    public borrowing func share() -> VideoFrame {
        VideoFrame(
            format: format, planes: planes, byteCount: byteCount, timestamp: timestamp, sequence: sequence,
            isCorrupt: isCorrupt, loan: loan.share())
    }
}
