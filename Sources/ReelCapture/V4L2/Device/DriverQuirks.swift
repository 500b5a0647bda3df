/// Where a driver is known to depart from the interface's rules.
struct DriverQuirks: Hashable, Sendable {
    /// The driver fills buffers that it was not given back.
    var overwritesLentBuffers = false
    /// The first number of a stream is left from before it.
    var startsWithOldNumber = false

    init() {}

    init(of capability: DeviceCapability) {
        switch capability.driver {
        case "v4l2 loopback":
            // Its writer goes round a ring (of 2 by default) that readers share, and REQBUFS sets the numbers of
            // what is in the ring to 0 (init_buffers, in 0.12.7).
            overwritesLentBuffers = true
            startsWithOldNumber = true
        default: break
        }
    }
}
