/// What libv4lconvert makes of a format that Reel does not know itself.
///
/// The table holds what version 1.22.1 converts to planar 4:2:0 (its `supported_src_pixfmts`) without reading or
/// writing beyond its buffers, tried with guard pages on whole, truncated and damaged pictures. HSV3, HSV4, RGBP, HM12,
/// S910, S561, M310, SONX and 905C failed that and are left out, as are S501, S505, S508 and S920, which fail at sizes
/// that do not divide by 16, and O511 and O518, which start helper programs.
struct FormatConversion: Sendable {
    enum Kind: Sendable {
        /// Samples are rearranged: range and matrix stay what they were.
        case rearranged
        /// Brightness alone: as full a range as the sensor has, unless the driver says other.
        case grey
        /// From red, green and blue, bare or behind a mosaic, to limited-range BT.601 (the library's rgbyuv.c).
        case computed
    }

    let kind: Kind
    /// Bits of a pixel over all planes; 0 for compressed formats.
    let bits: Int
    /// Bits of a pixel in the plane that `bytesPerLine` counts.
    let firstPlaneBits: Int

    init(_ kind: Kind, bits: Int, firstPlane: Int? = nil) {
        self.kind = kind
        self.bits = bits
        firstPlaneBits = firstPlane ?? bits
    }

    /// The bytes of a whole picture in `format`, which the library reads whatever it is told; 0 where it looks first.
    func sourceBytes(of format: DeviceFormat) -> Int {
        guard bits > 0 else { return 0 }
        let rowBytes = max(format.bytesPerLine, format.size.width * firstPlaneBits / 8)
        return rowBytes * format.size.height * bits / firstPlaneBits
    }

    static let all: [FourCC: FormatConversion] = [
        "YVYU": Self(.rearranged, bits: 16),
        "YV12": Self(.rearranged, bits: 12, firstPlane: 8),
        "NV16": Self(.rearranged, bits: 16, firstPlane: 8),
        "NV61": Self(.rearranged, bits: 16, firstPlane: 8),
        "M420": Self(.rearranged, bits: 12, firstPlane: 8),
        "CITV": Self(.rearranged, bits: 12),
        "KONI": Self(.rearranged, bits: 12),
        "CPIA": Self(.rearranged, bits: 0),
        "PJPG": Self(.rearranged, bits: 0),

        "GREY": Self(.grey, bits: 8),
        "Y04": Self(.grey, bits: 8),
        "Y06": Self(.grey, bits: 8),
        "Y10B": Self(.grey, bits: 10),
        "Y16": Self(.grey, bits: 16),

        "RGB3": Self(.computed, bits: 24),
        "BGR3": Self(.computed, bits: 24),
        "RGB4": Self(.computed, bits: 32),
        "BGR4": Self(.computed, bits: 32),
        "AR24": Self(.computed, bits: 32),
        "XR24": Self(.computed, bits: 32),
        "BA24": Self(.computed, bits: 32),
        "BX24": Self(.computed, bits: 32),

        "BA81": Self(.computed, bits: 8),
        "GBRG": Self(.computed, bits: 8),
        "GRBG": Self(.computed, bits: 8),
        "RGGB": Self(.computed, bits: 8),
        "S680": Self(.computed, bits: 8),
        "BG10": Self(.computed, bits: 16),
        "GB10": Self(.computed, bits: 16),
        "BA10": Self(.computed, bits: 16),
        "RG10": Self(.computed, bits: 16),
        "BYR2": Self(.computed, bits: 16),
        "GB16": Self(.computed, bits: 16),
        "GR16": Self(.computed, bits: 16),
        "RG16": Self(.computed, bits: 16),
        "pBAA": Self(.computed, bits: 10),
        "pGAA": Self(.computed, bits: 10),
        "pgAA": Self(.computed, bits: 10),
        "pRAA": Self(.computed, bits: 10),
        "P207": Self(.computed, bits: 0),
        "JL20": Self(.computed, bits: 0),
        "S401": Self(.computed, bits: 0),
    ]
}

extension FourCC {
    /// How libv4lconvert turns pictures of this format into planar 4:2:0; nil when it does not.
    var conversion: FormatConversion? { FormatConversion.all[self] }

    /// Whether Reel can record pictures of this format, one way or the other.
    public var isRecordable: Bool { pixels != nil || conversion != nil }
}
