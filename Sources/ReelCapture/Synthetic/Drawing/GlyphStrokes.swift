/// A glyph of the bitmap font as strokes between the middles of its cells. Lengths count in cells.
struct GlyphStrokes {
    static let halfWidth = 0.5

    private struct Stroke {
        var x: Double
        var y: Double
        /// From its start to its end; both 0 for a cell without neighbours.
        var across: Double
        var down: Double
    }

    private let strokes: [Stroke]

    /// The strokes of an ASCII character; nil for what the font does not have.
    init?(of character: UInt8) {
        guard let rows = BitmapFont.rows(of: character) else { return nil }
        func isSet(_ column: Int, _ row: Int) -> Bool {
            guard rows.indices.contains(row), (0..<BitmapFont.cellWidth).contains(column) else { return false }
            return rows[row] >> UInt8(BitmapFont.cellWidth - 1 - column) & 1 == 1
        }
        var strokes: [Stroke] = []
        for row in rows.indices {
            for column in 0..<BitmapFont.cellWidth where isSet(column, row) {
                let (x, y) = (Double(column) + 0.5, Double(row) + 0.5)
                strokes.append(Stroke(x: x, y: y, across: 0, down: 0))
                // Each pair of neighbours once: to the right, down, and down to either side.
                for (across, down) in [(1, 0), (0, 1), (1, 1), (-1, 1)] where isSet(column + across, row + down) {
                    let isDiagonal = across != 0 && down != 0
                    if isDiagonal && (isSet(column + across, row) || isSet(column, row + down)) { continue }
                    strokes.append(Stroke(x: x, y: y, across: Double(across), down: Double(down)))
                }
            }
        }
        self.strokes = strokes
    }

    /// How far a point, counted from the glyph's upper left corner, lies from the middle of the nearest stroke.
    func distance(x: Double, y: Double) -> Double {
        var nearest = Double.infinity
        for stroke in strokes {
            let (toX, toY) = (x - stroke.x, y - stroke.y)
            let lengthSquared = stroke.across * stroke.across + stroke.down * stroke.down
            let along =
                lengthSquared == 0
                ? 0 : min(max((toX * stroke.across + toY * stroke.down) / lengthSquared, 0), 1)
            let (restX, restY) = (toX - along * stroke.across, toY - along * stroke.down)
            nearest = min(nearest, restX * restX + restY * restY)
        }
        return nearest.squareRoot()
    }
}
