import ReelModel
import Synchronization

/// Clocks that are a second further each time one looks: whoever waits for a moment finds that it has passed.
final class RushingClocks: Clocks {
    private let looks = Atomic<Int64>(0)

    var monotonic: MediaTime {
        MediaTime(nanoseconds: looks.add(1_000_000_000, ordering: .relaxed).newValue)
    }
    var boot: MediaTime { monotonic }
    var wall: WallTime { WallTime(nanosecondsSince1970: 0) }

    func secondsEastOfUTC(at time: WallTime) -> Int { 0 }
}
