import ReelModel

/// The relation between R, G, B and Y, U, V under one colour description (ITU-T H.273, 8.3, equations 38 to 60).
///
/// Works on numbers without units: R, G, B and Y from 0 to 1, U and V (there called E′PB and E′PR) from −½ to ½.
struct ColorMatrix {
    private let red: Double
    private let blue: Double
    /// What 8-bit luma has for black, and how far it is from there to white.
    let lumaOffset: Double
    let lumaScale: Double
    /// How far 8-bit chroma is from its least to its greatest value; 128 is none.
    let chromaScale: Double

    /// The matrix of `color`; one that is unknown or unspecified is taken for BT.601, as cameras mean it.
    init(_ color: ColorDescription) {
        (red, blue) =
            switch color.matrix {
            case 1: (0.2126, 0.0722)
            case 4: (0.30, 0.11)
            case 7: (0.212, 0.087)
            case 9: (0.2627, 0.0593)
            default: (0.299, 0.114)
            }
        switch color.range {
        case .limited: (lumaOffset, lumaScale, chromaScale) = (16, 219, 224)
        case .full: (lumaOffset, lumaScale, chromaScale) = (0, 255, 255)
        }
    }

    /// Red, green and blue in the three lanes of Y, U, V.
    func rgb(fromYUV yuv: SIMD3<Double>) -> SIMD3<Double> {
        let r = yuv.x + 2 * (1 - red) * yuv.z
        let b = yuv.x + 2 * (1 - blue) * yuv.y
        return SIMD3(r, (yuv.x - red * r - blue * b) / (1 - red - blue), b)
    }

    /// Y, U and V in the three lanes of red, green, blue.
    func yuv(fromRGB rgb: SIMD3<Double>) -> SIMD3<Double> {
        let y = red * rgb.x + (1 - red - blue) * rgb.y + blue * rgb.z
        return SIMD3(y, (rgb.z - y) / (2 * (1 - blue)), (rgb.x - y) / (2 * (1 - red)))
    }
}
