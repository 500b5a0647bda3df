/// A source of sound.
public protocol AudioSource: MediaSource {
    /// Opens the device and settles the format; nothing is delivered yet. Throws when that cannot be.
    func prepare() throws(RecorderError) -> AudioFormat
    /// Begins to deliver to `receiver`, from a thread of the source's own.
    func start(delivering receiver: any AudioReceiver) throws(RecorderError)
}
