/// What happens when a finished file's name is taken already.
public enum ReplacementPolicy: Hashable, Sendable {
    /// The old file is replaced, at the moment when the new one is whole.
    case replace
    /// The old file stays and the recording is refused: at the start, or at the end when the name was taken meanwhile.
    case never
    /// The old file stays and the new one is called `talk-2.mp4`, `talk-3.mp4` ….
    case numbered
}
