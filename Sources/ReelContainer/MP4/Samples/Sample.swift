/// One access unit as a sample table knows it; times in the track's timescale from the recording's origin.
struct Sample: Hashable {
    var decodeTime: Int64
    var presentationTime: Int64
    /// How long it lasts when nothing comes behind it.
    var duration: Int64
    var byteCount: Int
    var isKeyframe: Bool
}
