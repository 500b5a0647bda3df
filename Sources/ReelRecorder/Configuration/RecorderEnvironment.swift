import ReelModel
import ReelSystem

/// What a recorder takes from the machine it runs on; tests replace each of them.
public struct RecorderEnvironment: Sendable {
    public var clocks: any Clocks
    public var fileSystem: any FileSystem
    /// What `{host}` stands for in a name.
    public var hostName: String
    /// Makes the id of a recording that starts now.
    public var makeID: @Sendable (WallTime) -> RecordingID

    public init(
        clocks: any Clocks = SystemClocks(), fileSystem: any FileSystem = LinuxFileSystem(),
        hostName: String = SystemHost.name,
        makeID: @escaping @Sendable (WallTime) -> RecordingID = RecorderEnvironment.randomID
    ) {
        self.clocks = clocks
        self.fileSystem = fileSystem
        self.hostName = hostName
        self.makeID = makeID
    }

    /// An id from the system's own randomness.
    @Sendable public static func randomID(startingAt time: WallTime) -> RecordingID {
        var random = SystemRandomNumberGenerator()
        return RecordingID(startingAt: time, using: &random)
    }
}
