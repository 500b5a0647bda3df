/// Where the lines of `--events` go when it is not standard output.
public enum EventDestination: Hashable, Sendable {
    /// A file, created or appended to.
    case file(String)
    /// A descriptor that whoever started the command left open.
    case descriptor(Int32)

    /// Reads a path or `fd:N`; nil when it is empty or `N` is no number of a descriptor.
    init?(_ text: String) {
        guard text.hasPrefix("fd:") else {
            guard !text.isEmpty else { return nil }
            self = .file(text)
            return
        }
        guard let number = Int32(text.dropFirst(3)), number > 0 else { return nil }
        self = .descriptor(number)
    }
}
