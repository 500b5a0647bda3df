import Glibc

/// A shape as the share of each pixel that it covers, 0 to 255, row by row.
public struct CoverageMask: Hashable, Sendable {
    public let width: Int
    public let height: Int
    let coverage: [UInt8]

    /// The mask whose pixel at (`x`, `y`) is covered to `share(x, y)`, clamped to 0 and 1.
    public init(width: Int, height: Int, share: (Int, Int) -> Double) {
        self.width = width
        self.height = height
        var coverage: [UInt8] = []
        coverage.reserveCapacity(width * height)
        for y in 0..<height {
            for x in 0..<width { coverage.append(UInt8((min(max(share(x, y), 0), 1) * 255).rounded())) }
        }
        self.coverage = coverage
    }

    /// A ring of `radius` to the middle of its line, in a square of `side` pixels; a disc when `width` is twice that.
    public static func ring(radius: Double, lineWidth: Double, side: Int) -> CoverageMask {
        let center = Double(side) / 2
        return CoverageMask(width: side, height: side) { x, y in
            let distance = hypot(Double(x) + 0.5 - center, Double(y) + 0.5 - center)
            return lineWidth / 2 - abs(distance - radius) + 0.5
        }
    }

    /// A disc of `radius` in a square of `side` pixels.
    public static func disc(radius: Double, side: Int) -> CoverageMask {
        let center = Double(side) / 2
        return CoverageMask(width: side, height: side) { x, y in
            radius - hypot(Double(x) + 0.5 - center, Double(y) + 0.5 - center) + 0.5
        }
    }
}
