import ReelModel

/// A rectangle of whole pixels, counted from the upper left corner.
public struct PixelRect: Hashable, Sendable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The pixels whose edges lie nearest to the given ones.
    public init(left: Double, top: Double, right: Double, bottom: Double) {
        x = Int(left.rounded())
        y = Int(top.rounded())
        width = max(0, Int(right.rounded()) - x)
        height = max(0, Int(bottom.rounded()) - y)
    }

    public var right: Int { x + width }
    public var bottom: Int { y + height }

    /// What of it lies within a picture of `size`; empty when nothing does.
    public func clipped(to size: PictureSize) -> PixelRect {
        let (left, top) = (min(max(x, 0), size.width), min(max(y, 0), size.height))
        return PixelRect(
            x: left, y: top, width: max(0, min(right, size.width) - left),
            height: max(0, min(bottom, size.height) - top))
    }
}
