/// Turns sound into packets of one track. Used by one thread.
public protocol AudioEncoder: AnyObject {
    var format: AudioTrackFormat { get }
    /// Takes `frameCount` samples per channel, right behind the last ones: channel `c` begins at `c * planeStride`.
    func encode(
        _ samples: Span<Float>, planeStride: Int, frameCount: Int, emit: (consuming EncodedPacket) -> Void
    ) throws(RecorderError)
    /// Emits what is still inside. Nothing is encoded after it.
    func finish(emit: (consuming EncodedPacket) -> Void) throws(RecorderError)
}
