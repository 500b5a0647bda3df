import CV4L2
import ReelModel

/// The kernel's words for colour in the code points of H.273, by its own rules for "default".
///
/// Source: "Colorspaces" and "Detailed Colorspace Descriptions" in the kernel's V4L2 documentation.
extension ColorDescription {
    /// What pictures of `fourCC` mean when the driver says `coding`, as they reach the recording.
    init(_ coding: ColorCoding, of fourCC: FourCC) {
        var coding = coding
        if fourCC.pixels == .mjpeg {
            // JFIF fixes matrix and range. Drivers copy "default" or their sensor's sRGB here without meaning that
            // JPEG's luma were limited, so only what they say outright counts.
            if coding.colorspace == V4L2_COLORSPACE_DEFAULT.rawValue
                || coding.colorspace == V4L2_COLORSPACE_RAW.rawValue
            {
                coding.colorspace = V4L2_COLORSPACE_JPEG.rawValue
            }
            if coding.encoding == 0 { coding.encoding = V4L2_YCBCR_ENC_601.rawValue }
            if coding.quantization == 0 { coding.quantization = V4L2_QUANTIZATION_FULL_RANGE.rawValue }
        }
        switch fourCC.conversion?.kind {
        case .grey?:
            if coding.quantization == 0 { coding.quantization = V4L2_QUANTIZATION_FULL_RANGE.rawValue }
        case .computed?:
            coding.encoding = V4L2_YCBCR_ENC_601.rawValue
            coding.quantization = V4L2_QUANTIZATION_LIM_RANGE.rawValue
        case .rearranged?, nil: break
        }
        self.init(resolving: coding)
    }

    private init(resolving coding: ColorCoding) {
        let colorspace =
            coding.colorspace == V4L2_COLORSPACE_DEFAULT.rawValue
            ? reel_v4l2_default_colorspace() : coding.colorspace
        let encoding = coding.encoding == 0 ? reel_v4l2_default_encoding(colorspace) : coding.encoding
        let quantization =
            coding.quantization == 0
            ? reel_v4l2_default_quantization(colorspace, encoding) : coding.quantization
        let transfer = coding.transfer == 0 ? reel_v4l2_default_transfer(colorspace) : coding.transfer
        self.init(
            range: quantization == V4L2_QUANTIZATION_FULL_RANGE.rawValue ? .full : .limited,
            matrix: Self.matrix(of: encoding),
            primaries: Self.primaries(of: colorspace),
            transfer: Self.transfer(of: transfer, in: colorspace))
    }

    /// H.273 table 4.
    private static func matrix(of encoding: UInt32) -> UInt8 {
        switch encoding {
        case V4L2_YCBCR_ENC_709.rawValue, V4L2_YCBCR_ENC_XV709.rawValue: 1
        case V4L2_YCBCR_ENC_BT2020.rawValue: 9
        case V4L2_YCBCR_ENC_BT2020_CONST_LUM.rawValue: 10
        case V4L2_YCBCR_ENC_SMPTE240M.rawValue: 7
        default: 6
        }
    }

    /// H.273 table 2; 2 is "unspecified".
    private static func primaries(of colorspace: UInt32) -> UInt8 {
        switch colorspace {
        case V4L2_COLORSPACE_SMPTE170M.rawValue: 6
        case V4L2_COLORSPACE_SMPTE240M.rawValue: 7
        case V4L2_COLORSPACE_470_SYSTEM_M.rawValue: 4
        case V4L2_COLORSPACE_470_SYSTEM_BG.rawValue: 5
        case V4L2_COLORSPACE_REC709.rawValue, V4L2_COLORSPACE_SRGB.rawValue, V4L2_COLORSPACE_JPEG.rawValue: 1
        case V4L2_COLORSPACE_BT2020.rawValue: 9
        case V4L2_COLORSPACE_DCI_P3.rawValue: 11
        default: 2
        }
    }

    /// H.273 table 3. BT.601 and BT.709 have one curve and two numbers; the colorspace tells which.
    private static func transfer(of transfer: UInt32, in colorspace: UInt32) -> UInt8 {
        switch transfer {
        case V4L2_XFER_FUNC_709.rawValue: colorspace == V4L2_COLORSPACE_SMPTE170M.rawValue ? 6 : 1
        case V4L2_XFER_FUNC_SRGB.rawValue: 13
        case V4L2_XFER_FUNC_OPRGB.rawValue: 4
        case V4L2_XFER_FUNC_SMPTE240M.rawValue: 7
        case V4L2_XFER_FUNC_NONE.rawValue: 8
        case V4L2_XFER_FUNC_DCI_P3.rawValue: 17
        case V4L2_XFER_FUNC_SMPTE2084.rawValue: 16
        default: 2
        }
    }
}
