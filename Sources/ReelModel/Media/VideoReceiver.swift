/// Who takes a source's pictures. Called from the source's thread; never waits when the source is live.
public protocol VideoReceiver: AnyObject, Sendable {
    func receive(_ frame: consuming VideoFrame)
    /// The source has ended and delivers no more: its file is at its end, or (with an error) it was lost.
    func sourceEnded(_ error: RecorderError?)
}
