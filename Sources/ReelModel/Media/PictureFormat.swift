/// Everything that is the same for each picture of a source: layout, size and colour.
public struct PictureFormat: Hashable, Sendable {
    public var pixels: PixelFormat
    public var size: PictureSize
    public var color: ColorDescription

    public init(pixels: PixelFormat, size: PictureSize, color: ColorDescription) {
        self.pixels = pixels
        self.size = size
        self.color = color
    }
}
