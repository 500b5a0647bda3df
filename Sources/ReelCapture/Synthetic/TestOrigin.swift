import ReelModel
import Synchronization

/// The moment at which test picture and test tone begin, settled by whichever starts first.
///
/// Both count from it, so that beep and flash coincide to the sample.
public final class TestOrigin: Sendable {
    private let time: Mutex<MediaTime?>

    /// An origin at `time`, or (nil) at the moment of the first start.
    public init(at time: MediaTime? = nil) {
        self.time = Mutex(time)
    }

    /// The origin; it is `now` when nobody has asked before.
    public func settle(at now: MediaTime) -> MediaTime {
        time.withLock { time in
            let settled = time ?? now
            time = settled
            return settled
        }
    }
}
