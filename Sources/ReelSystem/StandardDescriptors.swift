import Glibc

/// The descriptors 0, 1 and 2 that every program expects to be open.
public enum StandardDescriptors {
    /// Opens `/dev/null` in the place of each that whoever started the process left closed.
    ///
    /// Otherwise the first files that are opened would take those numbers, and what is meant for a person would be
    /// written into them. To be called first thing.
    public static func ensureOpen() {
        for number in Int32(0)...2 where fcntl(number, F_GETFD) == -1 {
            // Takes the lowest free number, which is this one.
            _ = unsafe open("/dev/null", O_RDWR)
        }
    }
}
