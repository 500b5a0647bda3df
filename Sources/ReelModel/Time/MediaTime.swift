/// A moment on the one clock that all media lives on: nanoseconds of `CLOCK_MONOTONIC`.
///
/// 64 bits of nanoseconds last 292 years, so no recording ever wraps one. Differences are `Duration`s.
public struct MediaTime: InstantProtocol, Hashable, Sendable {
    public var nanoseconds: Int64

    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    public func advanced(by duration: Duration) -> MediaTime {
        MediaTime(nanoseconds: nanoseconds + duration.nanoseconds)
    }

    public func duration(to other: MediaTime) -> Duration {
        .nanoseconds(other.nanoseconds - nanoseconds)
    }

    public static func < (left: MediaTime, right: MediaTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    public static func - (left: MediaTime, right: MediaTime) -> Duration {
        right.duration(to: left)
    }
}
