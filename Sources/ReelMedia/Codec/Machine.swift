import Glibc

/// What the machine offers to encoders.
public enum Machine {
    /// Processors that are switched on.
    public static let processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
