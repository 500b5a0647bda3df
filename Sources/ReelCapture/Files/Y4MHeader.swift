import ReelModel

/// The first line of a YUV4MPEG2 stream, as yuv4mpeg(5) of mjpegtools describes it.
struct Y4MHeader: Hashable, Sendable {
    static let signature = "YUV4MPEG2"

    var picture: PictureFormat
    var rate: FrameRate
    var isInterlaced: Bool

    /// Reads the line, without its end. Throws a sentence that begins with `name`.
    init(line: some StringProtocol, name: String) throws(RecorderError) {
        let words = line.split(separator: " ")
        guard let first = words.first, first == Self.signature else {
            throw RecorderError(.badInput, "\(name) is no Y4M file: it does not begin with \(Self.signature).")
        }
        var sides: (width: Int?, height: Int?) = (nil, nil)
        var rate: FrameRate?
        var chroma = "420jpeg"
        var isInterlaced = false
        var range = ColorDescription.Range.limited
        for word in words.dropFirst() {
            let value = String(word.dropFirst())
            switch word.first {
            case "W": sides.width = Int(value)
            case "H": sides.height = Int(value)
            case "F": rate = FrameRate(value.replacing(":", with: "/"))
            case "C": chroma = value
            case "I": isInterlaced = !["p", "?"].contains(value)
            case "X": if value == "COLORRANGE=FULL" { range = .full }
            default: break  // The aspect of a pixel (A), and what other programs add.
            }
        }
        guard let width = sides.width, let height = sides.height, (1...16_384).contains(width),
            (1...16_384).contains(height)
        else {
            throw RecorderError(.badInput, "\(name) does not say how large its pictures are: W and H are needed.")
        }
        guard let rate else {
            throw RecorderError(
                .badInput, "\(name) does not say how fast its pictures follow: F30:1 for one is needed.")
        }
        var color = height >= 720 ? ColorDescription.bt709 : .bt601
        color.range = range
        picture = PictureFormat(
            pixels: try Self.pixels(of: chroma, name: name), size: PictureSize(width: width, height: height),
            color: color)
        self.rate = rate
        self.isInterlaced = isInterlaced
    }

    /// The layout that a chroma tag stands for. Where chroma is sited makes no difference that a recording keeps.
    private static func pixels(of chroma: String, name: String) throws(RecorderError) -> PixelFormat {
        switch chroma {
        case "420", "420jpeg", "420mpeg2", "420paldv": return .i420
        case "422": return .i422
        default:
            throw RecorderError(
                .notSupported,
                "\(name) has chroma \(chroma); Reel reads 420jpeg, 420mpeg2, 420paldv, 420 and 422, all of 8 bits "
                    + "(ffmpeg -pix_fmt yuv420p makes one).")
        }
    }
}
