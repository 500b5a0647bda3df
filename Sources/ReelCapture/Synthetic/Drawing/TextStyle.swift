/// The bitmap font at one size, drawn with round strokes, ready to be laid onto pictures without an allocation.
///
/// A glyph's set cells are joined to their neighbours by strokes as wide as a cell, diagonally only where no straight
/// way leads round; a pixel is covered by its distance from the nearest stroke. So large letters have no stairs.
public struct TextStyle: Hashable, Sendable {
    /// Pixels from the top of a capital to its foot.
    public let capHeight: Int
    /// Pixels from one character to the next.
    public let advance: Int
    private let masks: [CoverageMask?]

    /// Letters `capHeight` pixels high, at least 7.
    public init(capHeight: Int) {
        let height = max(capHeight, BitmapFont.cellHeight)
        self.capHeight = height
        let cell = Double(height) / Double(BitmapFont.cellHeight)
        advance = Int((cell * Double(BitmapFont.cellWidth + 1)).rounded())
        let width = Int((cell * Double(BitmapFont.cellWidth)).rounded())
        masks = (0..<96).map { code in
            GlyphStrokes(of: UInt8(code)).map { strokes in
                CoverageMask(width: width, height: height) { x, y in
                    let distance = strokes.distance(x: (Double(x) + 0.5) / cell, y: (Double(y) + 0.5) / cell)
                    return (GlyphStrokes.halfWidth - distance) * cell + 0.5
                }
            }
        }
    }

    /// The pixels that `count` characters take in a row.
    public func width(of count: Int) -> Int {
        count == 0 ? 0 : advance * count - (advance - advance * BitmapFont.cellWidth / (BitmapFont.cellWidth + 1))
    }

    /// The mask of an ASCII character, small letters as capitals; nil for what the font does not have.
    func mask(of character: UInt8) -> CoverageMask? {
        let isSmall = character >= UInt8(ascii: "a") && character <= UInt8(ascii: "z")
        let code = Int(isSmall ? character - 32 : character)
        return code < masks.count ? masks[code] : nil
    }
}
