import CFFmpeg
import ReelModel

/// Owns a frame of libavcodec that holds planes of floats, filled again and again. Used by one thread.
@safe
final class SoundFrame {
    /// Samples per channel.
    let capacity: Int
    private let channels: Int
    @unsafe let frame: UnsafeMutablePointer<AVFrame>

    init(rate: Int, channels: Int, capacity: Int) {
        self.capacity = capacity
        self.channels = channels
        guard let frame = unsafe av_frame_alloc() else { fatalError("no memory for an empty frame") }
        unsafe self.frame = frame
        unsafe frame.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
        unsafe frame.pointee.nb_samples = Int32(capacity)
        unsafe frame.pointee.sample_rate = Int32(rate)
        unsafe frame.pointee.ch_layout = ChannelLayout.usual(channels)
        guard unsafe av_frame_get_buffer(frame, 0) == 0 else { fatalError("no memory for \(capacity) samples") }
    }

    /// Copies `count` samples of each channel to position `target` of the frame.
    func copy(_ samples: Span<Float>, planeStride: Int, from start: Int, count: Int, to target: Int) {
        precondition(target + count <= capacity && start + count <= planeStride, "within the frame and the planes")
        precondition(samples.count >= (channels - 1) * planeStride + start + count, "as many planes as channels")
        unsafe samples.withUnsafeBufferPointer { samples in
            guard let base = samples.baseAddress else { return }
            for channel in 0..<channels {
                unsafe (plane(channel) + target).update(from: base + channel * planeStride + start, count: count)
            }
        }
    }

    /// Fills the frame's end, from position `start` on, with silence.
    func silence(from start: Int) {
        for channel in 0..<channels {
            unsafe (plane(channel) + start).update(repeating: 0, count: capacity - start)
        }
    }

    private func plane(_ channel: Int) -> UnsafeMutablePointer<Float> {
        // The encoder keeps no reference: it has copied the samples when its call returns.
        guard let plane = unsafe frame.pointee.extended_data[channel] else { fatalError("a frame has its planes") }
        return unsafe UnsafeMutableRawPointer(plane).assumingMemoryBound(to: Float.self)
    }

    deinit {
        var frame: UnsafeMutablePointer<AVFrame>? = unsafe frame
        unsafe av_frame_free(&frame)
    }
}
