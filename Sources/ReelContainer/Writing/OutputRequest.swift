import ReelModel

/// One file that is to be written.
public struct OutputRequest: Hashable, Sendable {
    /// Where the file is to be, as far as that is known at the start; it grows in the same directory.
    public var path: String
    public var format: ContainerFormat
    public var replacement: ReplacementPolicy
    /// Stands in the file's first bytes, so that a file found after a crash is known.
    public var recording: RecordingID
    /// When the recording began, for the file's creation time.
    public var start: WallTime

    public init(
        path: String, format: ContainerFormat, replacement: ReplacementPolicy, recording: RecordingID, start: WallTime
    ) {
        self.path = path
        self.format = format
        self.replacement = replacement
        self.recording = recording
        self.start = start
    }
}
