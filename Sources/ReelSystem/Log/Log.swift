/// Where Reel writes what is for an administrator, not for a program: standard error, one line at a time.
public struct Log: Sendable {
    /// How much is told.
    public enum Level: Int, Comparable, Sendable {
        case debug
        case info
        case warning
        case error

        public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    private let threshold: Level
    private let write: @Sendable (Level, String) -> Void

    /// A log that hands lines of `threshold` and above to `write`, on the thread that logs.
    public init(threshold: Level, write: @escaping @Sendable (Level, String) -> Void) {
        self.threshold = threshold
        self.write = write
    }

    /// Lines on standard error, each in one `write`, so that lines of several threads do not mix.
    public static func standardError(threshold: Level) -> Log {
        Log(threshold: threshold) { level, text in StandardError.write(line: "reel: \(level): \(text)") }
    }

    /// A log that says nothing.
    public static let silent = Log(threshold: .error) { _, _ in }

    public func callAsFunction(_ level: Level, _ message: @autoclosure () -> String) {
        if level >= threshold { write(level, message()) }
    }
}
