/// Where pictures come from, as `--video` names it.
public enum VideoInput: Hashable, Sendable {
    /// The first camera there is.
    case defaultCamera
    /// A camera by its device file or its stable name.
    case camera(String)
    /// The test picture.
    case test
    /// Uncompressed pictures in a YUV4MPEG2 file.
    case y4mFile(String)
    /// JPEG images one behind the other in a file.
    case jpegFile(String)
    /// No picture.
    case none

    /// Reads the option's value; nil when it, or the path behind `y4m:` or `mjpeg:`, is empty.
    init?(_ text: String) {
        switch text {
        case "": return nil
        case "default": self = .defaultCamera
        case "test": self = .test
        case "none": self = .none
        case "y4m:", "mjpeg:": return nil
        case _ where text.hasPrefix("y4m:"): self = .y4mFile(String(text.dropFirst(4)))
        case _ where text.hasPrefix("mjpeg:"): self = .jpegFile(String(text.dropFirst(6)))
        default: self = .camera(text)
        }
    }

    /// Whether the pictures are in a file, whose size and rate nobody can ask for.
    public var isFile: Bool {
        switch self {
        case .y4mFile, .jpegFile: true
        case .defaultCamera, .camera, .test, .none: false
        }
    }
}
