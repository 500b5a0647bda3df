import ReelModel

/// The rates that a camera has at one size.
public enum CameraRates: Hashable, Sendable {
    /// The driver does not say.
    case unknown
    case list([FrameRate])
    case range(slowest: FrameRate, fastest: FrameRate)

    /// The rate nearest to `wanted`, the faster of two equally near ones; nil when nothing is known.
    public func nearest(to wanted: FrameRate) -> FrameRate? {
        switch self {
        case .unknown:
            return nil
        case .list(let rates):
            let target = wanted.framesPerSecond
            return rates.min { left, right in
                let misses = (abs(left.framesPerSecond - target), abs(right.framesPerSecond - target))
                return misses.0 != misses.1
                    ? misses.0 < misses.1 : left.framesPerSecond > right.framesPerSecond
            }
        case .range(let slowest, let fastest):
            if wanted.framesPerSecond <= slowest.framesPerSecond { return slowest }
            return wanted.framesPerSecond >= fastest.framesPerSecond ? fastest : wanted
        }
    }

    /// The highest rate; nil when nothing is known.
    public var fastest: FrameRate? {
        switch self {
        case .unknown: nil
        case .list(let rates): rates.max { $0.framesPerSecond < $1.framesPerSecond }
        case .range(_, let fastest): fastest
        }
    }
}
