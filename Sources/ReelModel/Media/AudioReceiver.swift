/// Who takes a source's sound. Called from the source's thread; never waits when the source is live.
public protocol AudioReceiver: AnyObject, Sendable {
    func receive(_ block: consuming AudioBlock)
    /// The source has ended and delivers no more: its file is at its end, or (with an error) it was lost.
    func sourceEnded(_ error: RecorderError?)
}
