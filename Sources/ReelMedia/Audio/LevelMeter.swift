import ReelModel

/// Measures how loud each channel is: the peak and the root of the mean square since the last reading.
///
/// `add` allocates nothing; `read` allocates what it gives back. Used by one thread.
public struct LevelMeter {
    private struct Channel {
        var peak: Float = 0
        var squares: Double = 0
    }

    private var channels: [Channel]
    private var frameCount = 0

    public init(channels: Int) {
        self.channels = Array(repeating: Channel(), count: channels)
    }

    /// Takes in `frameCount` samples per channel: channel `c` begins at `c * planeStride`.
    public mutating func add(_ samples: Span<Float>, planeStride: Int, frameCount: Int) {
        guard frameCount > 0 else { return }
        precondition(
            samples.count >= (channels.count - 1) * planeStride + frameCount, "as many planes as there are channels")
        unsafe samples.withUnsafeBufferPointer { samples in
            for index in channels.indices {
                let start = index * planeStride
                unsafe Self.measure(
                    UnsafeBufferPointer(rebasing: samples[start..<start + frameCount]), into: &channels[index])
            }
        }
        self.frameCount += frameCount
    }

    /// The level of each channel since the last reading, and begins anew; silence where nothing came.
    public mutating func read() -> [AudioLevel] {
        let count = Double(max(1, frameCount))
        let levels = channels.map {
            AudioLevel(linearPeak: Double($0.peak), linearRMS: ($0.squares / count).squareRoot())
        }
        for index in channels.indices { channels[index] = Channel() }
        frameCount = 0
        return levels
    }

    /// Eight samples at a time, whose sums of at most 512 squares each go into a double before they lose digits.
    ///
    /// Peaks are kept on both sides, by comparing and replacing: that is two instructions a side, whereas the standard
    /// library's `pointwiseMax` goes lane by lane (0.77 against 0.09 µs for 960 samples).
    private static func measure(_ plane: UnsafeBufferPointer<Float>, into channel: inout Channel) {
        let width = SIMD8<Float>.scalarCount
        var highest = SIMD8<Float>(repeating: channel.peak)
        var lowest = -highest
        var start = 0
        while start < plane.count {
            let end = min(start + 512 * width, plane.count)
            var squares = SIMD8<Float>()
            var position = start
            while position + width <= end {
                let samples = unsafe UnsafeRawPointer(plane.baseAddress! + position).loadUnaligned(
                    as: SIMD8<Float>.self)
                highest.replace(with: samples, where: samples .> highest)
                lowest.replace(with: samples, where: samples .< lowest)
                squares += samples * samples
                position += width
            }
            while position < end {
                let sample = unsafe plane[position]
                highest[0] = max(highest[0], abs(sample))
                squares[0] += sample * sample
                position += 1
            }
            channel.squares += Double(squares.sum())
            start = end
        }
        channel.peak = max(highest.max(), -lowest.min())
    }
}
