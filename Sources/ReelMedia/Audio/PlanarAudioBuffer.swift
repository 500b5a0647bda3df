import ReelModel

/// Sound as encoders take it: a plane of floats for each channel, full scale from −1 to 1. Filled and emptied again
/// and again, and grown only when a run is longer than any before. Used by one thread.
@safe
public final class PlanarAudioBuffer {
    public let channels: Int
    /// Samples per channel inside.
    public private(set) var frameCount = 0
    /// Samples from the start of one channel to the start of the next; changes when the buffer grows.
    public private(set) var planeStride: Int
    private var memory: UnsafeMutablePointer<Float>

    /// An empty buffer with room for `capacity` samples per channel.
    public init(channels: Int, capacity: Int = 4_096) {
        precondition(channels > 0 && capacity > 0, "sound has a channel, and a buffer room")
        self.channels = channels
        planeStride = capacity
        unsafe memory = .allocate(capacity: channels * capacity)
        unsafe memory.initialize(repeating: 0, count: channels * capacity)
    }

    /// Lends all planes for the time of `body`: channel `c` is the `frameCount` samples from `c * planeStride` on.
    public func withSamples<Result: ~Copyable, Failure: Error>(
        _ body: (Span<Float>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let samples = unsafe UnsafeBufferPointer(start: memory, count: channels * planeStride)
        return try body(unsafe samples.span)
    }

    /// Appends `count` samples of exact silence to every channel.
    public func appendSilence(_ count: Int) {
        unsafe append(atMost: count) { planes in
            for channel in 0..<channels {
                unsafe planes(channel).update(repeating: 0, count: count)
            }
            return count
        }
    }

    /// Appends copies of samples that are laid out as `withSamples` lends them.
    public func append(_ samples: Span<Float>, planeStride: Int, frameCount: Int) {
        precondition(samples.count >= (channels - 1) * planeStride + frameCount, "as many planes as this buffer has")
        unsafe append(atMost: frameCount) { planes in
            unsafe samples.withUnsafeBufferPointer { source in
                guard let base = source.baseAddress else { return }
                for channel in 0..<channels {
                    unsafe planes(channel).update(from: base + channel * planeStride, count: frameCount)
                }
            }
            return frameCount
        }
    }

    /// Removes the oldest `count` samples of every channel.
    public func removeFirst(_ count: Int) {
        remove(count, at: 0)
    }

    /// Removes `count` samples of every channel from position `start` on; what is behind them moves up.
    func remove(_ count: Int, at start: Int) {
        precondition(count >= 0 && start >= 0 && start + count <= frameCount, "no more than there is")
        guard count > 0 else { return }
        for channel in 0..<channels {
            let hole = unsafe memory + channel * planeStride + start
            unsafe hole.update(from: hole + count, count: frameCount - start - count)
        }
        frameCount -= count
    }

    /// Empties the buffer; its memory stays.
    public func removeAll() {
        frameCount = 0
    }

    /// Makes room for `count` samples per channel, lets `fill` write up to that many behind what is inside, and adds
    /// as many as it says. `fill` is given the place for each channel.
    @unsafe func append(
        atMost count: Int, _ fill: ((_ channel: Int) -> UnsafeMutablePointer<Float>) throws(RecorderError) -> Int
    ) throws(RecorderError) {
        reserve(frameCount + count)
        let written = try unsafe fill { channel in unsafe memory + channel * planeStride + frameCount }
        precondition((0...count).contains(written), "no more than there was room for")
        frameCount += written
    }

    /// As the throwing form, for those that cannot fail.
    @unsafe func append(atMost count: Int, _ fill: ((_ channel: Int) -> UnsafeMutablePointer<Float>) -> Int) {
        reserve(frameCount + count)
        let written = unsafe fill { channel in unsafe memory + channel * planeStride + frameCount }
        precondition((0...count).contains(written), "no more than there was room for")
        frameCount += written
    }

    private func reserve(_ capacity: Int) {
        guard capacity > planeStride else { return }
        let stride = max(capacity, 2 * planeStride)
        let larger = UnsafeMutablePointer<Float>.allocate(capacity: channels * stride)
        unsafe larger.initialize(repeating: 0, count: channels * stride)
        for channel in 0..<channels {
            unsafe (larger + channel * stride).update(from: memory + channel * planeStride, count: frameCount)
        }
        unsafe memory.deallocate()
        unsafe memory = unsafe larger
        planeStride = stride
    }

    deinit {
        unsafe memory.deallocate()
    }
}
