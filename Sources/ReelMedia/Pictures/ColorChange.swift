import ReelModel

/// Turns 4:2:0 pictures from one range and matrix into another, where they are.
///
/// Needed only when a source's pictures are not what the recording began with: a camera that came back with another
/// layout. Y′ depends on Y, U and V; U′ and V′ on U and V alone, since grey stays grey under every matrix.
struct ColorChange {
    let source: ColorDescription
    private let lumaOfLuma: Int32
    private let lumaOfU: Int32
    private let lumaOfV: Int32
    private let uOfU: Int32
    private let uOfV: Int32
    private let vOfU: Int32
    private let vOfV: Int32
    private let sourceBlack: Int32
    private let targetBlack: Int32

    init(from source: ColorDescription, to target: ColorDescription) {
        self.source = source
        let (old, new) = (ColorMatrix(source), ColorMatrix(target))
        let ofU = new.yuv(fromRGB: old.rgb(fromYUV: SIMD3(0, 1, 0))) / old.chromaScale
        let ofV = new.yuv(fromRGB: old.rgb(fromYUV: SIMD3(0, 0, 1))) / old.chromaScale
        lumaOfLuma = FixedPoint.of(new.lumaScale / old.lumaScale)
        lumaOfU = FixedPoint.of(ofU.x * new.lumaScale)
        lumaOfV = FixedPoint.of(ofV.x * new.lumaScale)
        uOfU = FixedPoint.of(ofU.y * new.chromaScale)
        uOfV = FixedPoint.of(ofV.y * new.chromaScale)
        vOfU = FixedPoint.of(ofU.z * new.chromaScale)
        vOfV = FixedPoint.of(ofV.z * new.chromaScale)
        sourceBlack = Int32(old.lumaOffset)
        targetBlack = Int32(new.lumaOffset) << 16
    }

    @unsafe func apply(to picture: PlanarPicture) {
        for row in unsafe 0..<picture.size.height / 2 {
            let uRow = unsafe picture.u + row * Int(picture.uStride)
            let vRow = unsafe picture.v + row * Int(picture.vStride)
            let above = unsafe picture.y + 2 * row * Int(picture.yStride)
            let below = unsafe above + Int(picture.yStride)
            for column in unsafe 0..<picture.size.width / 2 {
                let u = unsafe Int32(uRow[column]) - 128
                let v = unsafe Int32(vRow[column]) - 128
                let offset = lumaOfU * u &+ lumaOfV * v &+ targetBlack
                for x in 2 * column...2 * column + 1 {
                    unsafe above[x] = FixedPoint.byte(lumaOfLuma &* (Int32(above[x]) - sourceBlack) &+ offset)
                    unsafe below[x] = FixedPoint.byte(lumaOfLuma &* (Int32(below[x]) - sourceBlack) &+ offset)
                }
                unsafe uRow[column] = FixedPoint.byte(uOfU &* u &+ uOfV &* v &+ 128 << 16)
                unsafe vRow[column] = FixedPoint.byte(vOfU &* u &+ vOfV &* v &+ 128 << 16)
            }
        }
    }
}
