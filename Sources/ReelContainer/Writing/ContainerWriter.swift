import ReelModel

/// Writes one output file of a recording. Used by the writer thread only.
///
/// Packets of one track come in decoding order. A writer holds a packet for at most half a second (FLV: a second of
/// media) before its bytes are on the disk and its loan ends; pools must have that much slack.
///
/// After `append`, `tick` or `finish` has thrown for want of room, `finish` (once more) still makes a whole file of what
/// was written before; when that fails too, or after any other failure, `abandon` leaves what recovery can use. An
/// unfinished writer that goes out of scope abandons its file.
public protocol ContainerWriter: AnyObject {
    /// Under which name the file grows.
    var temporaryPath: String { get }
    /// The size of the file so far.
    var bytesWritten: Int64 { get }
    /// The end of the latest packet that was written, from the recording's origin.
    var duration: Duration { get }
    /// Whether packets of this track of the recording go into the file; others are ignored by `append`.
    func takes(track: Int) -> Bool
    func append(_ packet: consuming EncodedPacket) throws(RecorderError)
    /// Writes what has waited long enough; to be called at least every 100 ms, even when no packet comes.
    func tick(at now: MediaTime) throws(RecorderError)
    /// Makes the file whole and gives it its real name, which may be another than at the start but must lie on the same
    /// file system. Nil when there was no packet: then there is no file.
    func finish(as path: String) throws(RecorderError) -> FinishedFile?
    /// Closes the file and leaves it under its temporary name for recovery; nothing when it is closed already.
    func abandon()
}
