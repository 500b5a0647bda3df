/// What a source of pictures settled on.
public struct VideoSourceFormat: Hashable, Sendable {
    public var picture: PictureFormat
    public var rate: FrameRate
    /// What the owner should know about the choice: that it is only the nearest to what was asked.
    public var warnings: [RecordingWarning]

    public init(picture: PictureFormat, rate: FrameRate, warnings: [RecordingWarning] = []) {
        self.picture = picture
        self.rate = rate
        self.warnings = warnings
    }
}
