/// How a source's media comes.
public enum SourcePace: Hashable, Sendable {
    /// By the clock: what is not taken in time is lost and counted.
    case live
    /// As fast as it is taken: delivery waits, nothing is lost.
    case unpaced
}
