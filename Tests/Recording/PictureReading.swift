import Reel
import TestSupport

/// Reads the numbers off the test pictures in a file, as decoded by ffmpeg.
enum PictureReading {
    struct Picture {
        let number: Int
        let isFlash: Bool
    }

    /// Every picture in presentation order; one whose number cannot be read is an error.
    static func read(_ path: String, size: PictureSize, filter: String = "null") throws -> [Picture] {
        let data = try Program.output(
            "ffmpeg",
            [
                "-v", "error", "-i", path, "-map", "0:v:0", "-vf", filter, "-fps_mode", "passthrough", "-pix_fmt",
                "gray", "-f", "rawvideo", "-",
            ])
        let bytes = [UInt8](data)
        let pictureBytes = size.width * size.height
        return try stride(from: 0, to: bytes.count, by: pictureBytes).map { start in
            let luma = Array(bytes[start..<(start + pictureBytes)])
            guard let code = TestPictureReader.code(inLuma: luma.span, size: size) else {
                throw Program.Failure(description: "no number in a picture")
            }
            return Picture(number: Int(code.frame), isFlash: TestPictureReader.isFlash(inLuma: luma.span, size: size))
        }
    }
}
