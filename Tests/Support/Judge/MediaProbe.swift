/// What ffprobe says about a file as a whole.
public struct MediaProbe: Decodable, Sendable {
    /// One track.
    public struct Stream: Decodable, Sendable {
        public let index: Int
        public let codecName: String?
        public let codecType: String
        public let codecTagString: String?
        public let width: Int?
        public let height: Int?
        public let colorRange: String?
        public let colorSpace: String?
        public let colorPrimaries: String?
        public let colorTransfer: String?
        public let sampleRate: String?
        public let channels: Int?
        public let timeBase: String
        public let startTime: String?
        public let duration: String?
        public let nbFrames: String?
        public let tags: [String: String]?
    }

    /// The file.
    public struct Format: Decodable, Sendable {
        public let formatName: String
        public let startTime: String?
        public let duration: String?
        public let tags: [String: String]?

        public var seconds: Double? { duration.flatMap(Double.init) }
    }

    public let streams: [Stream]
    public let format: Format

    /// The first track of this type: `video`, `audio`.
    public func stream(_ type: String) -> Stream? { streams.first { $0.codecType == type } }
}
