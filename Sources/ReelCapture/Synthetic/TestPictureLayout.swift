import ReelModel

/// Where the parts of the test picture lie, in pixels of a picture of any size.
///
/// Everything is a fixed share of the picture, so that a reader finds it in a scaled copy too.
struct TestPictureLayout {
    /// The circle that holds bars and clock, and the middle of the rim around it, in units.
    static let circleRadius = 9.3
    static let rimRadius = 9.95

    let size: PictureSize
    /// The unit of the drawing: 22 of them are as high as the picture above the code, 32 no wider than the picture.
    let unit: Double

    init(size: PictureSize) {
        self.size = size
        unit = min(Double(size.height) / 24, Double(size.width) / 32)
    }

    var centerX: Double { Double(size.width) / 2 }
    /// The middle of what is above the code.
    var centerY: Double { Double(size.height) * 11 / 24 }

    /// The rectangle between points given in units from the middle of the drawing.
    func rect(left: Double, top: Double, right: Double, bottom: Double) -> PixelRect {
        PixelRect(
            left: centerX + left * unit, top: centerY + top * unit, right: centerX + right * unit,
            bottom: centerY + bottom * unit)
    }

    /// The two lamps that are white in a frame that flashes, and black in all others.
    var lamps: [PixelRect] {
        [
            rect(left: -15.25, top: -2.5, right: -11, bottom: 1.75),
            rect(left: 11, top: -2.5, right: 15.25, bottom: 1.75),
        ]
    }

    /// The block of bit `column` (0 is leftmost) in the upper (0) or lower (1) row of the code.
    func codeBlock(row: Int, column: Int) -> PixelRect {
        let (width, height) = (Double(size.width), Double(size.height))
        let columns = Double(TestPictureCode.bitsPerRow)
        return PixelRect(
            left: width * Double(column) / columns, top: height * Double(22 + row) / 24,
            right: width * Double(column + 1) / columns, bottom: height * Double(23 + row) / 24)
    }
}
