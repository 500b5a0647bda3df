import Glibc

/// What this machine calls itself.
public enum SystemHost {
    /// The host's name, or `localhost` when the system does not say.
    public static var name: String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let base = buffer.baseAddress, unsafe gethostname(base, 255) == 0 else { return "localhost" }
            unsafe base[255] = 0
            return unsafe String(cString: base)
        }
    }
}
