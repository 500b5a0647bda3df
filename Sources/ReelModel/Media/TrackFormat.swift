/// What a writer has to know about one encoded track before its first packet.
public enum TrackFormat: Hashable, Sendable {
    case video(VideoTrackFormat)
    case audio(AudioTrackFormat)

    /// Units of time a second in which this track's packets are stamped.
    public var timescale: Int64 {
        switch self {
        case .video(let video): video.timescale
        case .audio(let audio): Int64(audio.rate)
        }
    }
}
