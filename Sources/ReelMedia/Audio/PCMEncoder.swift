import ReelModel

/// Writes sound as interleaved samples, for files that hold it uncompressed. Used by one thread.
///
/// 16- and 24-bit samples that came through without resampling are the same bits again.
public final class PCMEncoder: AudioEncoder {
    private static let framesPerPacket = 2_048
    private static let packetSlots = 512

    public let format: AudioTrackFormat
    private let track: Int
    private let layout: AudioFormat
    private let pool: HeapBufferPool
    private var position: Int64 = 0

    public init(_ layout: AudioFormat, track: Int = 0) {
        self.layout = layout
        self.track = track
        pool = HeapBufferPool(slots: Self.packetSlots, slotBytes: Self.framesPerPacket * layout.bytesPerFrame)
        format = AudioTrackFormat(
            codec: .pcm(layout.sample), rate: layout.rate, channels: layout.channels,
            bitrate: layout.rate * layout.bytesPerFrame * 8, samplesPerPacket: 0, primingSamples: 0, configuration: [])
    }

    public func encode(
        _ samples: Span<Float>, planeStride: Int, frameCount: Int, emit: (consuming EncodedPacket) -> Void
    ) throws(RecorderError) {
        var start = 0
        while start < frameCount {
            let frames = min(Self.framesPerPacket, frameCount - start)
            guard let loan = pool.lend() else {
                throw RecorderError(.defect, "\(Self.packetSlots) packets of one encoder are waiting to be written.")
            }
            unsafe loan.withMutableBytes { bytes in
                unsafe SampleConversion.interleave(
                    samples, planeStride: planeStride, from: start, frames: frames, as: layout, into: bytes)
            }
            emit(
                EncodedPacket(
                    track: track, presentationTime: position, decodeTime: position, duration: Int64(frames),
                    isKeyframe: true, byteCount: frames * layout.bytesPerFrame, loan: loan))
            position += Int64(frames)
            start += frames
        }
    }

    /// Does nothing: no sample stays inside.
    public func finish(emit: (consuming EncodedPacket) -> Void) throws(RecorderError) {}
}
