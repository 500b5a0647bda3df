import ReelModel

/// How a filled buffer becomes a picture for the receiver.
enum PicturePath: Sendable {
    /// The driver's buffer itself is lent.
    case direct
    /// The bytes are copied out and the buffer goes back at once: for a driver with too few buffers to lend any, or
    /// one that overwrites them.
    case copied(HeapBufferPool)
    /// The bytes are converted and the buffer goes back at once.
    case converted(FormatConverter, HeapBufferPool)

    /// How many copied or converted pictures there can be at once: what the video queue holds.
    private static let pictures = 8
    /// With fewer buffers than this, lending one or two would starve the driver.
    private static let fewestToLend = 4

    /// The way for pictures that were settled as `settings`, from the buffers of `pool`.
    init(_ settings: CaptureSettings, pool: V4L2BufferPool, quirks: DriverQuirks, converter: FormatConverter?) {
        if let converter {
            self = .converted(converter, HeapBufferPool(slots: Self.pictures, slotBytes: settings.pictureBytes))
        } else if quirks.overwritesLentBuffers || pool.count < Self.fewestToLend {
            self = .copied(HeapBufferPool(slots: Self.pictures, slotBytes: pool.smallestBuffer))
        } else {
            self = .direct
        }
    }
}
