/// Where the system's pseudo file systems are; tests put captured trees in their place.
public struct DeviceRoots: Hashable, Sendable {
    public var sys: String
    public var dev: String
    public var proc: String

    public init(sys: String = "/sys", dev: String = "/dev", proc: String = "/proc") {
        self.sys = sys
        self.dev = dev
        self.proc = proc
    }
}
