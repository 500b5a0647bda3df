/// Turns pictures into packets of one track. Used by one thread.
public protocol VideoEncoder: AnyObject {
    var format: VideoTrackFormat { get }
    /// Takes one picture that is to be shown at `time` (in the track's timescale, rising) and emits what is ready.
    func encode(
        _ frame: borrowing VideoFrame, at time: Int64, emit: (consuming EncodedPacket) -> Void
    ) throws(RecorderError)
    /// Emits what is still inside. Nothing is encoded after it.
    func finish(emit: (consuming EncodedPacket) -> Void) throws(RecorderError)
}
