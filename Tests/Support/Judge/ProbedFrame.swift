/// One decoded picture or block of sound as ffprobe sees it.
public struct ProbedFrame: Decodable, Hashable, Sendable {
    public let mediaType: String
    public let ptsTime: String?
    public let nbSamples: Int?
    public let pictType: String?

    public var presentation: Double? { ptsTime.flatMap(Double.init) }
}
