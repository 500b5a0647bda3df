/// A place that finished files are delivered to: a directory, a bucket, a program.
///
/// Safe to use from several tasks at once. Calls may take hours; a cancelled task makes them end soon, with
/// `SinkError.Code.cancelled`.
public protocol UploadSink: Sendable {
    /// Finds out whether the sink could take a file now, and changes nothing; throws what `put` would.
    func check() async throws(SinkError)
    /// Puts a file under a key and returns once the sink has proved that it holds the same bytes.
    ///
    /// Whole or not at all: until then an object of that name stays as it was, and after an error nothing new can be
    /// seen. `progress` may be called on any thread, in order, one call at a time, and must return soon.
    func put(
        _ upload: Upload, progress: @escaping @Sendable (UploadProgress) -> Void
    ) async throws(SinkError) -> SinkReceipt
    /// What the sink holds under a key; nil when nothing.
    func object(at key: ObjectKey) async throws(SinkError) -> SinkObject?
    /// Removes what is under a key; nothing there is no error.
    func remove(_ key: ObjectKey) async throws(SinkError)
}
