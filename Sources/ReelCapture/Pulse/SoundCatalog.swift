import ReelModel

/// The sound sources there are.
public enum SoundCatalog {
    /// The sources of the server at `server` (nil: where libpulse looks by itself), monitors included.
    ///
    /// Blocks, at most for `timeLimit` a question. Without a server it throws the sentence that says where was looked.
    public static func list(
        server: String? = nil, timeLimit: Duration = .seconds(5)
    ) throws(RecorderError) -> [SoundSourceDescription] {
        let connection = try PulseConnection(server: server, timeLimit: timeLimit)
        defer { connection.close() }
        return try connection.directory().descriptions
    }
}
