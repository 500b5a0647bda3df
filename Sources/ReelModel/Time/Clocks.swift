/// The clocks of the machine, as one value that tests replace.
public protocol Clocks: Sendable {
    /// `CLOCK_MONOTONIC`: what media and time-outs are measured by. Stands still while the machine sleeps.
    var monotonic: MediaTime { get }
    /// `CLOCK_BOOTTIME`: monotonic, and goes on while the machine sleeps.
    var boot: MediaTime { get }
    /// `CLOCK_REALTIME`: what people call the time. May jump in either direction.
    var wall: WallTime { get }
    /// How many seconds east of UTC this machine's zone is at `time`.
    func secondsEastOfUTC(at time: WallTime) -> Int
}
