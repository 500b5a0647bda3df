import ReelModel

/// The sizes from `smallest` to `largest` in steps; one size when both are the same.
public struct CameraSizeRange: Hashable, Sendable {
    public var smallest: PictureSize
    public var largest: PictureSize
    public var widthStep: Int
    public var heightStep: Int

    public init(smallest: PictureSize, largest: PictureSize, widthStep: Int, heightStep: Int) {
        self.smallest = smallest
        self.largest = largest
        self.widthStep = widthStep
        self.heightStep = heightStep
    }

    /// A single size.
    public init(_ size: PictureSize) {
        self.init(smallest: size, largest: size, widthStep: 1, heightStep: 1)
    }

    public var isSingleSize: Bool { smallest == largest }

    /// The size of this range that is nearest to `size`, each side for itself.
    public func nearest(to size: PictureSize) -> PictureSize {
        PictureSize(
            width: Self.nearest(to: size.width, from: smallest.width, through: largest.width, by: widthStep),
            height: Self.nearest(to: size.height, from: smallest.height, through: largest.height, by: heightStep))
    }

    private static func nearest(to value: Int, from least: Int, through most: Int, by step: Int) -> Int {
        guard value > least, most > least, step > 0 else { return least }
        let steps = (min(value, most) - least + step / 2) / step
        let nearest = least + steps * step
        return nearest <= most ? nearest : nearest - step
    }
}
