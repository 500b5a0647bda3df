import Foundation
import ReelModel
import TestSupport

/// Sixteen flat colours over the whole gamut, as one picture of 4 by 4 squares, and what became of them.
enum Patches {
    typealias RGB = SIMD3<Double>

    /// Black, white, the six corners between, greys, and colours in the middle.
    static let colors: [RGB] = [
        RGB(0, 0, 0), RGB(255, 255, 255), RGB(255, 0, 0), RGB(0, 255, 0), RGB(0, 0, 255), RGB(255, 255, 0),
        RGB(0, 255, 255), RGB(255, 0, 255), RGB(128, 128, 128), RGB(64, 64, 64), RGB(200, 30, 60), RGB(30, 140, 90),
        RGB(40, 60, 180), RGB(220, 180, 140), RGB(90, 60, 30), RGB(250, 200, 230),
    ]
    static let side = 48
    static let size = PictureSize(width: 4 * side, height: 4 * side)

    /// Which colour the pixel at `x`, `y` of a picture of `size` has.
    static func color(x: Int, y: Int, of size: PictureSize = size) -> RGB {
        colors[y * 4 / size.height * 4 + x * 4 / size.width]
    }

    /// Y, U and V as H.273 defines them, written out once more, apart from the code under test.
    static func yuv(_ rgb: RGB, _ color: ColorDescription) -> (UInt8, UInt8, UInt8) {
        let (kr, kb) = color.matrix == 1 ? (0.2126, 0.0722) : (0.299, 0.114)
        let y = (kr * rgb.x + (1 - kr - kb) * rgb.y + kb * rgb.z) / 255
        let (pb, pr) = ((rgb.z / 255 - y) / (2 - 2 * kb), (rgb.x / 255 - y) / (2 - 2 * kr))
        func byte(_ value: Double) -> UInt8 { UInt8(min(max(value.rounded(), 0), 255)) }
        switch color.range {
        case .limited: return (byte(16 + 219 * y), byte(128 + 224 * pb), byte(128 + 224 * pr))
        case .full: return (byte(255 * y), byte(128 + 255 * pb), byte(128 + 255 * pr))
        }
    }

    /// The patches as a source would deliver them; not for JPEG.
    static func picture(_ format: PictureFormat, stride: Int? = nil) -> VideoFrame {
        let (width, height) = (format.size.width, format.size.height)
        func yuvAt(_ x: Int, _ y: Int) -> (UInt8, UInt8, UInt8) {
            yuv(color(x: x, y: y, of: format.size), format.color)
        }
        return unsafe Frames.picture(format, stride: stride) { bytes, planes in
            for y in 0..<height {
                for x in 0..<width {
                    let (luma, u, v) = yuvAt(x, y)
                    let at = planes.map { $0.offset + y * $0.stride }
                    switch format.pixels {
                    case .yuyv:
                        unsafe bytes[at[0] + 2 * x] = luma
                        unsafe bytes[at[0] + 2 * x + 1] = x % 2 == 0 ? u : v
                    case .uyvy:
                        unsafe bytes[at[0] + 2 * x + 1] = luma
                        unsafe bytes[at[0] + 2 * x] = x % 2 == 0 ? u : v
                    case .i422:
                        unsafe bytes[at[0] + x] = luma
                        unsafe bytes[at[1] + x / 2] = u
                        unsafe bytes[at[2] + x / 2] = v
                    case .i420:
                        unsafe bytes[at[0] + x] = luma
                        unsafe bytes[planes[1].offset + y / 2 * planes[1].stride + x / 2] = u
                        unsafe bytes[planes[2].offset + y / 2 * planes[2].stride + x / 2] = v
                    case .nv12:
                        unsafe bytes[at[0] + x] = luma
                        unsafe bytes[planes[1].offset + y / 2 * planes[1].stride + x / 2 * 2] = u
                        unsafe bytes[planes[1].offset + y / 2 * planes[1].stride + x / 2 * 2 + 1] = v
                    case .rgb24:
                        let rgb = color(x: x, y: y, of: format.size)
                        for lane in 0..<3 { unsafe bytes[at[0] + 3 * x + lane] = UInt8(rgb[lane]) }
                    case .mjpeg: fatalError("no JPEG here")
                    }
                }
            }
        }
    }

    /// The patches as a JPEG that ffmpeg made, with chroma laid out as `pixels` says.
    static func jpeg(pixels: String, size: PictureSize = size, quality: Int = 1) throws -> [UInt8] {
        var rgb = Data()
        for y in 0..<size.height {
            for x in 0..<size.width {
                let color = color(x: x, y: y, of: size)
                rgb += [UInt8(color.x), UInt8(color.y), UInt8(color.z)]
            }
        }
        return [UInt8](
            try Program.output(
                "ffmpeg",
                [
                    "-v", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size.description, "-i", "-",
                    "-sws_flags",
                    "accurate_rnd+full_chroma_int", "-pix_fmt", pixels, "-color_range", "pc", "-c:v", "mjpeg",
                    "-huffman",
                    "default", "-qmin", "1", "-q:v", String(quality), "-f", "mjpeg", "-",
                ], input: rgb))
    }

    /// The greatest difference in any channel between the middles of the patches and what they should be.
    static func greatestError(inRGB picture: Data, size: PictureSize = size) -> Int {
        var worst = 0
        for (index, color) in colors.enumerated() {
            let (column, row) = (index % 4, index / 4)
            for (dx, dy) in [(0, 0), (-2, 0), (2, 0), (0, -2), (0, 2)] {
                let x = (2 * column + 1) * size.width / 8 + dx
                let y = (2 * row + 1) * size.height / 8 + dy
                for lane in 0..<3 {
                    let value = Int(picture[picture.startIndex + 3 * (y * size.width + x) + lane])
                    worst = max(worst, abs(value - Int(color[lane])))
                }
            }
        }
        return worst
    }
}
