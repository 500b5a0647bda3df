/// Something that the owner should know although the recording goes on.
public struct RecordingWarning: Hashable, Sendable {
    /// A stable word: `nearest-format`, `slow-disk`, `unfinished-recording`, …
    public var word: String
    /// One sentence for a person.
    public var message: String

    public init(_ word: String, _ message: String) {
        self.word = word
        self.message = message
    }
}
