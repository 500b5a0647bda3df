import Glibc

/// What a descriptor shows to a person, if anything.
public struct Terminal: Sendable {
    private let descriptor: Int32

    /// The terminal behind `descriptor`; nil when it is a pipe, a file or closed.
    public init?(_ descriptor: Int32) {
        guard isatty(descriptor) == 1 else { return nil }
        self.descriptor = descriptor
    }

    /// Columns now: a window may be resized at any moment. 80 where the terminal does not say.
    public var width: Int {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Whether the environment says that text is UTF-8 (POSIX: LC_ALL, then LC_CTYPE, then LANG).
    public static func speaksUTF8(_ environment: [String: String]) -> Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        let locale = names.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let codeset = locale.lowercased()
        return codeset.contains("utf-8") || codeset.contains("utf8")
    }
}
