import Foundation
import ReelModel
import Testing

@testable import ReelMedia

/// Flat colours from a source's picture through the encoder and ffmpeg's decoder, back to what they were.
struct ColorTests {
    static let fullBT709 = ColorDescription(range: .full, matrix: 1, primaries: 1, transfer: 1)
    static let colors = [ColorDescription.bt601, .bt709, .jpeg, fullBT709]

    /// Encodes the same picture a few times and gives back the last one as ffmpeg shows it, in RGB.
    private func shown(_ encoder: H264Encoder, _ accept: () throws -> Void) throws -> Data {
        let collector = PacketCollector()
        for number in 0..<3 {
            try accept()
            try encoder.encodeLast(at: Int64(number) * 3_000) { collector.take($0) }
        }
        try encoder.finish { collector.take($0) }
        let pictures = try StreamJudge.pictures(
            of: collector.byteStream(encoder.format), format: "h264", pixels: "rgb24")
        return pictures.suffix(pictures.count / 3)
    }

    private func encoder(_ format: PictureFormat, size: PictureSize? = nil) throws -> H264Encoder {
        let settings = VideoEncoderSettings(rateControl: .quality(8), size: size)
        return try H264Encoder(picture: format, rate: FrameRate(numerator: 30), settings: settings)
    }

    @Test(arguments: PixelFormat.allCases.filter { !$0.isCompressed && $0 != .rgb24 }, colors)
    func `flat colours come back within three`(pixels: PixelFormat, color: ColorDescription) throws {
        let format = PictureFormat(pixels: pixels, size: Patches.size, color: color)
        let encoder = try encoder(format)
        let picture = Patches.picture(format)
        #expect(Patches.greatestError(inRGB: try shown(encoder) { try encoder.accept(picture) }) <= 3)
        #expect(encoder.format.color == color)
    }

    @Test(arguments: [ColorDescription.bt601, .bt709, .jpeg])
    func `colours of RGB pictures come back within three, in limited range`(color: ColorDescription) throws {
        let format = PictureFormat(pixels: .rgb24, size: Patches.size, color: color)
        let encoder = try encoder(format)
        let picture = Patches.picture(format)
        #expect(Patches.greatestError(inRGB: try shown(encoder) { try encoder.accept(picture) }) <= 3)
        #expect(encoder.format.color.range == .limited)
        #expect(encoder.format.color.matrix == color.matrix)
    }

    @Test(arguments: ["yuvj420p", "yuvj422p", "yuvj444p", "yuvj440p", "yuv411p"])
    func `colours of JPEGs come back within three, in full range`(pixels: String) throws {
        let jpeg = try Patches.jpeg(pixels: pixels)
        let format = PictureFormat(pixels: .mjpeg, size: Patches.size, color: .jpeg)
        let encoder = try encoder(format)
        let rgb = try shown(encoder) { try encoder.accept(Frames.jpeg(jpeg, size: Patches.size)) }
        #expect(Patches.greatestError(inRGB: rgb) <= 3)
        #expect(encoder.format.color == .jpeg)
    }

    @Test(arguments: PixelFormat.allCases, [PictureSize(width: 96, height: 96), PictureSize(width: 320, height: 288)])
    func `colours survive scaling`(pixels: PixelFormat, size: PictureSize) throws {
        let color = pixels == .mjpeg ? ColorDescription.jpeg : .bt709
        let format = PictureFormat(pixels: pixels, size: Patches.size, color: color)
        let encoder = try encoder(format, size: size)
        let jpeg = pixels == .mjpeg ? try Patches.jpeg(pixels: "yuvj422p") : []
        let rgb = try shown(encoder) {
            try encoder.accept(
                pixels == .mjpeg ? Frames.jpeg(jpeg, size: Patches.size) : Patches.picture(format))
        }
        #expect(Patches.greatestError(inRGB: rgb, size: size) <= 3)
        #expect(encoder.format.size == size)
    }

    @Test(arguments: PixelFormat.allCases.filter { !$0.isCompressed })
    func `rows may be longer than the pixels in them`(pixels: PixelFormat) throws {
        let format = PictureFormat(pixels: pixels, size: Patches.size, color: .bt601)
        let stride = PicturePlane.layout(of: format).planes[0].stride + 64
        let encoder = try encoder(format)
        let picture = Patches.picture(format, stride: stride)
        #expect(Patches.greatestError(inRGB: try shown(encoder) { try encoder.accept(picture) }) <= 3)
    }

    @Test(arguments: [PixelFormat.i420, .nv12, .yuyv], PixelFormat.allCases)
    func `a source that changes everything while recording keeps its colours`(
        before: PixelFormat, after: PixelFormat
    ) throws {
        let format = PictureFormat(pixels: before, size: Patches.size, color: .bt709)
        let encoder = try encoder(format)
        try encoder.encode(Patches.picture(format), at: -3_000) { _ in }
        let other = PictureFormat(
            pixels: after, size: PictureSize(width: 256, height: 144), color: after == .mjpeg ? .jpeg : .bt601)
        let jpeg = after == .mjpeg ? try Patches.jpeg(pixels: "yuvj420p", size: other.size) : []
        let collector = PacketCollector()
        for number in 0..<3 {
            let picture = after == .mjpeg ? Frames.jpeg(jpeg, size: other.size) : Patches.picture(other)
            try encoder.encode(picture, at: Int64(number) * 3_000) { collector.take($0) }
        }
        try encoder.finish { collector.take($0) }
        let pictures = try StreamJudge.pictures(
            of: collector.byteStream(encoder.format), format: "h264", pixels: "rgb24")
        #expect(Patches.greatestError(inRGB: pictures.suffix(pictures.count / 4)) <= 4)
    }
}
