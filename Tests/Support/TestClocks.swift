import ReelModel
import Synchronization

/// Clocks that stand still until a test moves them.
public final class TestClocks: Clocks {
    private let now: Mutex<(monotonic: Int64, wall: Int64)>
    private let offset: Int

    /// Clocks that show `monotonic` nanoseconds and, as wall time, `wall` nanoseconds since 1970.
    public init(monotonic: Int64 = 1_000_000_000, wall: Int64 = 1_780_000_000_000_000_000, secondsEastOfUTC: Int = 0) {
        now = Mutex((monotonic, wall))
        offset = secondsEastOfUTC
    }

    public var monotonic: MediaTime { MediaTime(nanoseconds: now.withLock { $0.monotonic }) }
    public var boot: MediaTime { monotonic }
    public var wall: WallTime { WallTime(nanosecondsSince1970: now.withLock { $0.wall }) }
    public func secondsEastOfUTC(at time: WallTime) -> Int { offset }

    /// Lets time pass on all clocks.
    public func advance(by duration: Duration) {
        now.withLock { now in
            now.monotonic += duration.nanoseconds
            now.wall += duration.nanoseconds
        }
    }

    /// Sets the wall clock alone, as an administrator or NTP does.
    public func setWall(_ time: WallTime) {
        now.withLock { $0.wall = time.nanosecondsSince1970 }
    }
}
