import CYUV
import ReelModel

/// How RGB pictures become 4:2:0: which colour description they get, and the conversion itself.
struct RGBConversion {
    /// What an RGB picture is recorded as: limited range, by the BT.709 matrix when its description asks for that one
    /// and by BT.601 otherwise; primaries and curve as they came.
    static func color(for source: ColorDescription) -> ColorDescription {
        ColorDescription(
            range: .limited, matrix: source.matrix == 1 ? 1 : 6, primaries: source.primaries,
            transfer: source.transfer)
    }

    private let matrix: UInt8
    /// Weights of R, G and B (lanes) for each of Y, U and V, out of 8-bit values into 8-bit values.
    private let y: SIMD4<Int32>
    private let u: SIMD4<Int32>
    private let v: SIMD4<Int32>

    /// The conversion of pictures whose source describes them as `source`.
    init(of source: ColorDescription) {
        let color = Self.color(for: source)
        let matrix = ColorMatrix(color)
        let units = [SIMD3(1.0, 0, 0), SIMD3(0, 1.0, 0), SIMD3(0, 0, 1.0)].map { matrix.yuv(fromRGB: $0) / 255 }
        self.matrix = color.matrix
        func weights(_ lane: Int, _ scale: Double) -> SIMD4<Int32> {
            let lanes = units.map { FixedPoint.of($0[lane] * scale) }
            return SIMD4(lanes[0], lanes[1], lanes[2], 0)
        }
        y = weights(0, matrix.lumaScale)
        // Chroma is made of the sum of four pixels.
        u = weights(1, matrix.chromaScale / 4)
        v = weights(2, matrix.chromaScale / 4)
    }

    /// Converts packed RGB, R first, of `target`'s size.
    ///
    /// libyuv knows RGB to BT.601 only (and calls R, G, B in memory RAW); BT.709 is done here.
    @unsafe func convert(_ rgb: UnsafePointer<UInt8>, _ stride: Int32, to target: PlanarPicture) {
        if matrix == 6 {
            let status = unsafe RAWToI420(
                rgb, stride, target.y, target.yStride, target.u, target.uStride, target.v, target.vStride,
                target.width, target.height)
            precondition(status == 0, "the picture has planes and a size")
            return
        }
        for row in unsafe 0..<target.size.height / 2 {
            let above = unsafe rgb + 2 * row * Int(stride)
            let below = unsafe above + Int(stride)
            let lumaAbove = unsafe target.y + 2 * row * Int(target.yStride)
            let lumaBelow = unsafe lumaAbove + Int(target.yStride)
            let uRow = unsafe target.u + row * Int(target.uStride)
            let vRow = unsafe target.v + row * Int(target.vStride)
            for column in unsafe 0..<target.size.width / 2 {
                var sum = unsafe luma(of: above + 6 * column, into: lumaAbove + 2 * column)
                unsafe sum &+= luma(of: above + 6 * column + 3, into: lumaAbove + 2 * column + 1)
                unsafe sum &+= luma(of: below + 6 * column, into: lumaBelow + 2 * column)
                unsafe sum &+= luma(of: below + 6 * column + 3, into: lumaBelow + 2 * column + 1)
                unsafe uRow[column] = FixedPoint.byte((u &* sum).wrappedSum() &+ 128 << 16)
                unsafe vRow[column] = FixedPoint.byte((v &* sum).wrappedSum() &+ 128 << 16)
            }
        }
    }

    /// Writes one pixel's luma and gives back the pixel.
    @inline(__always)
    private func luma(of pixel: UnsafePointer<UInt8>, into luma: UnsafeMutablePointer<UInt8>) -> SIMD4<Int32> {
        let rgb = unsafe SIMD4(Int32(pixel[0]), Int32(pixel[1]), Int32(pixel[2]), 0)
        unsafe luma.pointee = FixedPoint.byte((y &* rgb).wrappedSum() &+ 16 << 16)
        return rgb
    }
}
