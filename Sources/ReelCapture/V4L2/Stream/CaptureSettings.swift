import ReelModel

/// What a camera was set to, and what its pictures become.
struct CaptureSettings: Hashable, Sendable {
    /// The camera as a person knows it.
    var camera: String
    var device: DeviceFormat
    /// Pictures as they are delivered.
    var picture: PictureFormat
    var planes: [PicturePlane]
    /// How many bytes a whole delivered picture has; the most that one has, when it is compressed.
    var pictureBytes: Int
    var rate: FrameRate
    var warnings: [RecordingWarning]

    /// Settles what pictures of `device` are delivered as: as they are, or as planar 4:2:0 of `convertedSize`.
    init(
        camera: String, device: DeviceFormat, convertedSize: PictureSize? = nil, rate: FrameRate,
        warnings: [RecordingWarning] = []
    ) {
        self.camera = camera
        self.device = device
        self.rate = rate
        self.warnings = warnings
        picture = PictureFormat(
            pixels: convertedSize == nil ? device.fourCC.pixels ?? .i420 : .i420, size: convertedSize ?? device.size,
            color: ColorDescription(device.color, of: device.fourCC))
        // A stride below the width is a driver's slip for "no padding".
        let tight = PicturePlane.layout(of: picture).planes.first?.stride ?? 0
        let isPadded = convertedSize == nil && device.bytesPerLine > tight
        let layout = PicturePlane.layout(of: picture, stride: isPadded ? device.bytesPerLine : nil)
        planes = layout.planes
        pictureBytes = picture.pixels.isCompressed ? device.imageBytes : layout.bytes
    }

    /// What a buffer has to hold, so that whoever reads a whole picture from it stays within it.
    var leastBufferBytes: Int {
        switch device.fourCC.pixels {
        case .mjpeg: 1
        case .some: pictureBytes
        case nil: device.imageBytes
        }
    }
}
