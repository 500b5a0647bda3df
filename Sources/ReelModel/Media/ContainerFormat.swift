/// The kinds of file that can be written, each chosen by a file's extension.
public enum ContainerFormat: String, Hashable, Sendable, CaseIterable {
    case mp4
    case flv
    case aac
    case wav

    /// The format that belongs to `path`'s extension, in any case; nil when there is none.
    public init?(path: String) {
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        self.init(rawValue: name[name.index(after: dot)...].lowercased())
    }

    /// Whether a file of this kind can hold pictures.
    public var holdsPictures: Bool {
        switch self {
        case .mp4, .flv: true
        case .aac, .wav: false
        }
    }

    /// The media type that web servers and stores call such a file.
    public var mediaType: String {
        switch self {
        case .mp4: "video/mp4"
        case .flv: "video/x-flv"
        case .aac: "audio/aac"
        case .wav: "audio/wav"
        }
    }
}
