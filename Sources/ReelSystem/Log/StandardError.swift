import Glibc

/// Standard error, for the sentences of a command to the person who typed it.
public enum StandardError {
    /// Writes a line in one `write`, so that lines of several threads do not mix.
    public static func write(line: String) {
        var text = line + "\n"
        text.withUTF8 { bytes in
            // There is nobody left to tell that standard error is gone.
            _ = unsafe Glibc.write(2, bytes.baseAddress!, bytes.count)
        }
    }
}
