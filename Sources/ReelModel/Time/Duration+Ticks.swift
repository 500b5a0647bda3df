extension Duration {
    /// The whole nanoseconds of this duration; what is finer is cut off.
    public var nanoseconds: Int64 {
        let parts = components
        return parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000
    }

    /// This duration in seconds, for people and for ratios, never for counting.
    public var inSeconds: Double {
        Double(nanoseconds) / 1e9
    }

    /// The duration of `ticks` units of `1 / timescale` seconds, to the nearest nanosecond.
    public static func ticks(_ ticks: Int64, timescale: Int64) -> Duration {
        .nanoseconds(scaled(ticks, from: timescale, to: 1_000_000_000))
    }

    /// This duration in units of `1 / timescale` seconds, to the nearest unit.
    public func ticks(timescale: Int64) -> Int64 {
        scaled(nanoseconds, from: 1_000_000_000, to: timescale)
    }
}

/// `value` units of `1 / old` seconds counted in units of `1 / new` seconds, rounded half away from zero.
///
/// The product is 128 bits wide, so that weeks at any timescale stay exact.
public func scaled(_ value: Int64, from old: Int64, to new: Int64) -> Int64 {
    let product = Int128(value) * Int128(new)
    let half = Int128(old / 2)
    return Int64((product >= 0 ? product + half : product - half) / Int128(old))
}
