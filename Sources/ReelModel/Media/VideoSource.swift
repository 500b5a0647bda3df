/// A source of pictures.
public protocol VideoSource: MediaSource {
    /// Opens the device and settles the format; nothing is delivered yet. Throws when that cannot be.
    func prepare() throws(RecorderError) -> VideoSourceFormat
    /// Begins to deliver to `receiver`, from a thread of the source's own.
    func start(delivering receiver: any VideoReceiver) throws(RecorderError)
}
