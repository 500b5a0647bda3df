/// One packet as ffprobe sees it; times in seconds as it prints them.
public struct ProbedPacket: Decodable, Hashable, Sendable {
    public let codecType: String
    public let streamIndex: Int
    public let ptsTime: String?
    public let dtsTime: String?
    public let durationTime: String?
    public let size: String
    public let pos: String?
    public let flags: String

    public var presentation: Double? { ptsTime.flatMap(Double.init) }
    public var decode: Double? { dtsTime.flatMap(Double.init) }
    public var duration: Double? { durationTime.flatMap(Double.init) }
    public var byteCount: Int? { Int(size) }
    public var isKeyframe: Bool { flags.hasPrefix("K") }
    /// Decoded but neither shown nor heard, by the edit list.
    public var isDiscarded: Bool { flags.contains("D") }
}
