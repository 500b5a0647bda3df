import CV4L2
import ReelModel

/// libv4lconvert on one device: turns a format that Reel does not know into planar 4:2:0. Used by one thread.
///
/// `@unchecked Sendable`: made on one thread, then handed to the capture thread, which alone uses it.
@safe
final class FormatConverter: @unchecked Sendable {
    /// The size of what comes out: the camera's, cut to even sides, which 4:2:0 wants.
    let size: PictureSize
    // Held so that the device is closed after the converter has ended: the converter asks it for controls.
    private let device: any CaptureDevice
    private let converter: OpaquePointer
    private var source: v4l2_format
    private var destination: v4l2_format

    /// libv4lconvert on the open `descriptor` of `device`; nil when it does not take the device.
    convenience init?(of device: any CaptureDevice, descriptor: Int32, from format: DeviceFormat) {
        guard let converter = unsafe v4lconvert_create(descriptor) else { return nil }
        unsafe self.init(owning: converter, of: device, from: format)
    }

    /// Takes over a converter that nobody else destroys.
    @unsafe init(owning converter: OpaquePointer, of device: any CaptureDevice, from format: DeviceFormat) {
        self.device = device
        unsafe self.converter = converter
        size = PictureSize(width: format.size.width & ~1, height: format.size.height & ~1)
        unsafe source = V4L2Device.format(format.fourCC, size: format.size)
        unsafe source.fmt.pix.bytesperline = UInt32(clamping: format.bytesPerLine)
        unsafe source.fmt.pix.sizeimage = UInt32(clamping: format.imageBytes)
        unsafe destination = V4L2Device.format(.yu12, size: size)
        unsafe v4lconvert_fixup_fmt(&destination)
    }

    /// Converts a picture; false when it is damaged. `target` holds as many bytes as planar 4:2:0 of `size` takes.
    func convert(_ picture: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) -> Bool {
        // The library's interface says mutable, and does not change what it reads.
        let bytes = unsafe UnsafeMutableRawPointer(mutating: picture.baseAddress)?
            .assumingMemoryBound(to: UInt8.self)
        return unsafe v4lconvert_convert(
            converter, &source, &destination, bytes, Int32(clamping: picture.count),
            target.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(clamping: target.count)) >= 0
    }

    deinit {
        unsafe v4lconvert_destroy(converter)
    }
}
