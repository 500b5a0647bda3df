/// How events are written.
public enum EventFormat: Hashable, Sendable {
    /// One JSON object a line.
    case json
}
