/// Which camera is meant.
public enum CameraSelector: Hashable, Sendable, CustomStringConvertible {
    /// The first that captures.
    case first
    /// A node or a link to one: `/dev/video0`, `/dev/v4l/by-id/…`.
    case path(String)
    /// A name in `/dev/v4l/by-id` or `/dev/v4l/by-path`.
    case stableName(String)
    /// The serial number that the device itself bears.
    case serial(String)

    /// Reads `default`, `/dev/video0`, `serial:XYZ` or a stable name; nil when there is nothing to look for.
    public init?(_ text: some StringProtocol) {
        let text = String(text)
        if text == "default" {
            self = .first
        } else if text.hasPrefix("/") {
            self = .path(text)
        } else if text.hasPrefix("serial:") {
            let serial = text.dropFirst("serial:".count)
            guard !serial.isEmpty else { return nil }
            self = .serial(String(serial))
        } else {
            guard !text.isEmpty, !text.contains("/") else { return nil }
            self = .stableName(text)
        }
    }

    /// As it is written.
    public var description: String {
        switch self {
        case .first: "default"
        case .path(let path): path
        case .stableName(let name): name
        case .serial(let serial): "serial:\(serial)"
        }
    }
}
