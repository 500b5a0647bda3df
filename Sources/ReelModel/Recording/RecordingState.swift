/// Where a recording is in its life.
///
/// States move forward only, but for `recording` and the two it comes back from.
public enum RecordingState: String, Hashable, Sendable, CaseIterable {
    /// Nothing was asked yet. Next: `starting`, `failed`.
    case idle
    /// Sources are being opened. Next: `recording`, `stopping`, `failed`.
    case starting
    /// Media reaches the file. Next: `interrupted`, `paused`, `stopping`.
    case recording
    /// Every source is lost, the file goes on. Next: `recording`, `stopping`.
    case interrupted
    /// Held by request. Next: `recording`, `stopping`.
    case paused
    /// What was captured is being finished. Next: `finished`, `failed`.
    case stopping
    /// The file is whole. The end.
    case finished
    /// There is no file, or it could not be finished. The end.
    case failed

    public var isFinal: Bool { self == .finished || self == .failed }
}
