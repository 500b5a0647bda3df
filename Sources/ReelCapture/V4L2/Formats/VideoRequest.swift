import ReelModel

/// What is asked of a camera; nil leaves the choice to it.
public struct VideoRequest: Hashable, Sendable {
    /// The nearest is taken, with a warning, when the camera does not have it.
    public var size: PictureSize?
    /// The nearest is taken, with a warning, when the camera does not have it.
    public var rate: FrameRate?
    /// `yuyv`, `nv12`, `yu12` or `i420`, `uyvy`, `mjpeg`, or any other four-character code; never replaced by another.
    public var inputFormat: String?

    public init(size: PictureSize? = nil, rate: FrameRate? = nil, inputFormat: String? = nil) {
        self.size = size
        self.rate = rate
        self.inputFormat = inputFormat
    }

    /// What is aimed at where nothing is asked.
    static let usualSize = PictureSize(width: 1_280, height: 720)
    static let usualRate = FrameRate(numerator: 30)

    /// Whether `fourCC` is the format asked for; without one asked, every format is.
    func accepts(_ fourCC: FourCC) -> Bool {
        guard let asked = inputFormat?.lowercased() else { return true }
        switch asked {
        case "mjpeg", "mjpg", "jpeg": return fourCC.pixels == .mjpeg
        case "i420": return fourCC == .yu12
        default: return fourCC.description.lowercased() == asked
        }
    }
}
