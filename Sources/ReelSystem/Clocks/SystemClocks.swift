import Glibc
import ReelModel

/// The machine's real clocks.
public struct SystemClocks: Clocks {
    public init() {}

    public var monotonic: MediaTime { MediaTime(nanoseconds: Self.read(CLOCK_MONOTONIC)) }
    public var boot: MediaTime { MediaTime(nanoseconds: Self.read(CLOCK_BOOTTIME)) }
    public var wall: WallTime { WallTime(nanosecondsSince1970: Self.read(CLOCK_REALTIME)) }

    public func secondsEastOfUTC(at time: WallTime) -> Int {
        var seconds = time_t(time.secondsSince1970)
        var fields = unsafe tm()
        guard unsafe localtime_r(&seconds, &fields) != nil else { return 0 }
        return unsafe Int(fields.tm_gmtoff)
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        // Cannot fail: the clock exists on every Linux and the address is ours.
        _ = unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
