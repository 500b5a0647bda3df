import CV4L2
import ReelModel
import Testing

@testable import ReelCapture

@Suite struct ColorDescriptionTests {
    private func color(
        _ fourCC: FourCC, _ colorspace: v4l2_colorspace, _ encoding: v4l2_ycbcr_encoding = V4L2_YCBCR_ENC_DEFAULT,
        _ quantization: v4l2_quantization = V4L2_QUANTIZATION_DEFAULT,
        _ transfer: v4l2_xfer_func = V4L2_XFER_FUNC_DEFAULT
    ) -> ColorDescription {
        ColorDescription(
            ColorCoding(
                colorspace: colorspace.rawValue, encoding: encoding.rawValue, quantization: quantization.rawValue,
                transfer: transfer.rawValue), of: fourCC)
    }

    @Test func `raw pictures are limited range in the matrix of their colorspace`() {
        #expect(color(.yuyv, V4L2_COLORSPACE_SMPTE170M) == .bt601)
        #expect(color(.yuyv, V4L2_COLORSPACE_REC709) == .bt709)
        let webcam = ColorDescription(range: .limited, matrix: 6, primaries: 1, transfer: 13)
        #expect(color(.yuyv, V4L2_COLORSPACE_SRGB) == webcam)
        // The kernel's default for what is neither SD nor HD television.
        #expect(color(.nv12, V4L2_COLORSPACE_DEFAULT) == webcam)
        #expect(
            color(.nv12, V4L2_COLORSPACE_BT2020)
                == ColorDescription(range: .limited, matrix: 9, primaries: 9, transfer: 1))
        #expect(
            color(.nv12, V4L2_COLORSPACE_SMPTE240M)
                == ColorDescription(range: .limited, matrix: 7, primaries: 7, transfer: 7))
        #expect(
            color(.nv12, V4L2_COLORSPACE_DCI_P3)
                == ColorDescription(range: .limited, matrix: 1, primaries: 11, transfer: 17))
    }

    @Test func `raw pictures in JPEG's colorspace are full range`() {
        #expect(color(.yuyv, V4L2_COLORSPACE_JPEG) == .jpeg)
    }

    @Test func `what the driver says outright goes before the defaults`() {
        #expect(
            color(
                .yuyv, V4L2_COLORSPACE_SRGB, V4L2_YCBCR_ENC_709, V4L2_QUANTIZATION_FULL_RANGE, V4L2_XFER_FUNC_709)
                == ColorDescription(range: .full, matrix: 1, primaries: 1, transfer: 1))
        #expect(
            color(
                .yuyv, V4L2_COLORSPACE_BT2020, V4L2_YCBCR_ENC_BT2020_CONST_LUM, V4L2_QUANTIZATION_DEFAULT,
                V4L2_XFER_FUNC_SMPTE2084)
                == ColorDescription(range: .limited, matrix: 10, primaries: 9, transfer: 16))
    }

    @Test(arguments: [V4L2_COLORSPACE_DEFAULT, V4L2_COLORSPACE_SRGB, V4L2_COLORSPACE_JPEG, V4L2_COLORSPACE_RAW])
    func `JPEG is full range BT.601 unless the driver says other`(colorspace: v4l2_colorspace) {
        #expect(color(.mjpg, colorspace) == .jpeg)
    }

    @Test func `a driver can say that its JPEG is limited or BT.709`() {
        let color = color(.mjpg, V4L2_COLORSPACE_REC709, V4L2_YCBCR_ENC_709, V4L2_QUANTIZATION_LIM_RANGE)
        #expect(color == .bt709)
    }

    @Test func `red, green and blue become limited BT.601 on their way through libv4lconvert`() {
        let expected = ColorDescription(range: .limited, matrix: 6, primaries: 1, transfer: 13)
        #expect(color("RGB3", V4L2_COLORSPACE_SRGB) == expected)
        #expect(
            color("BA81", V4L2_COLORSPACE_REC709, V4L2_YCBCR_ENC_709, V4L2_QUANTIZATION_FULL_RANGE)
                == ColorDescription(range: .limited, matrix: 6, primaries: 1, transfer: 1))
    }

    @Test func `brightness alone is full range unless the driver says other`() {
        #expect(color("GREY", V4L2_COLORSPACE_REC709).range == .full)
        #expect(color("Y16", V4L2_COLORSPACE_SRGB).range == .full)
        let limited = color(
            "GREY", V4L2_COLORSPACE_SRGB, V4L2_YCBCR_ENC_DEFAULT, V4L2_QUANTIZATION_LIM_RANGE)
        #expect(limited.range == .limited)
    }

    @Test func `rearranged formats keep the range and the matrix they have`() {
        #expect(color("YVYU", V4L2_COLORSPACE_REC709) == .bt709)
        #expect(color("NV16", V4L2_COLORSPACE_JPEG) == .jpeg)
    }
}
