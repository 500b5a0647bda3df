import CFFmpeg
import ReelModel

/// Encodes sound as AAC (low complexity) with libavcodec's own encoder. Used by one thread.
///
/// Packets hold 1024 samples per channel, without headers. The encoder puts `primingSamples` before the first real one,
/// so the first packet's time is negative; the last packet's duration counts its real samples only, so that a container
/// can cut the silence that fills it.
@safe
public final class AACEncoder: AudioEncoder {
    /// The rates that AAC knows, in hertz (ISO/IEC 14496-3, table 1.18).
    public static let rates = [
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
    ]

    public let format: AudioTrackFormat
    private let track: Int
    private let codec: CodecEncoder
    private let frame: SoundFrame
    /// Samples per channel given to `encode` so far.
    private var received: Int64 = 0
    /// Samples per channel in `frame`.
    private var gathered = 0
    private var isFinishing = false

    /// Bits a second that speech and music are good at: 64 kbit/s a channel, less where the rate is low.
    public static func usualBitrate(rate: Int, channels: Int) -> Int {
        min(64_000, 4 * rate) * channels
    }

    /// Opens an encoder; `bitrate` is in bits a second (nil: the usual one).
    ///
    /// Throws `usage` for a rate, a number of channels or a bitrate that AAC does not have.
    public init(rate: Int, channels: Int, bitrate: Int? = nil, track: Int = 0) throws(RecorderError) {
        guard Self.rates.contains(rate) else {
            throw RecorderError(
                .usage, "AAC has no rate of \(rate) Hz; it has \(Self.rates.map(String.init).joined(separator: ", ")).")
        }
        guard (1...8).contains(channels) else {
            throw RecorderError(.usage, "AAC cannot hold \(channels) channels: it holds 1 to 8.")
        }
        let bitrate = bitrate ?? Self.usualBitrate(rate: rate, channels: channels)
        // A frame holds at most 6144 bits a channel (ISO/IEC 14496-3, 4.5.3).
        let range = 8_000 * channels...6 * rate * channels
        guard range.contains(bitrate) else {
            throw RecorderError(
                .usage,
                "AAC of \(channels) channels at \(rate) Hz takes \(range.lowerBound) to \(range.upperBound) bits a "
                    + "second, not \(bitrate).")
        }
        codec = try unsafe CodecEncoder(
            named: "aac", options: [("b", String(bitrate)), ("flags", "+global_header")],
            failure: (.notSupported, "The AAC encoder does not take \(channels) channels at \(rate) Hz.")
        ) { context in
            unsafe context.pointee.sample_rate = Int32(rate)
            unsafe context.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
            unsafe context.pointee.time_base = AVRational(num: 1, den: Int32(rate))
            unsafe context.pointee.ch_layout = ChannelLayout.usual(channels)
        }
        frame = SoundFrame(rate: rate, channels: channels, capacity: codec.frameSize)
        format = AudioTrackFormat(
            codec: .aac, rate: rate, channels: channels, bitrate: bitrate, samplesPerPacket: codec.frameSize,
            primingSamples: codec.initialPadding, configuration: codec.extradata)
        self.track = track
    }

    public func encode(
        _ samples: Span<Float>, planeStride: Int, frameCount: Int, emit: (consuming EncodedPacket) -> Void
    ) throws(RecorderError) {
        var taken = 0
        while taken < frameCount {
            let count = min(frameCount - taken, frame.capacity - gathered)
            frame.copy(samples, planeStride: planeStride, from: taken, count: count, to: gathered)
            taken += count
            gathered += count
            received += Int64(count)
            if gathered == frame.capacity { try encodeFrame(emit) }
        }
    }

    public func finish(emit: (consuming EncodedPacket) -> Void) throws(RecorderError) {
        isFinishing = true
        if gathered > 0 {
            frame.silence(from: gathered)
            gathered = frame.capacity
            try encodeFrame(emit)
        }
        try unsafe codec.encode(nil) { forward($0, emit) }
    }

    private func encodeFrame(_ emit: (consuming EncodedPacket) -> Void) throws(RecorderError) {
        unsafe frame.frame.pointee.pts = (received - 1) / Int64(frame.capacity) * Int64(frame.capacity)
        gathered = 0
        try unsafe codec.encode(frame.frame) { forward($0, emit) }
    }

    /// Passes a packet on, unless all of it lies behind the last real sample.
    private func forward(_ output: CodecEncoder.Output, _ emit: (consuming EncodedPacket) -> Void) {
        let loan = codec.loan(of: output)
        let whole = Int64(format.samplesPerPacket)
        let duration = isFinishing ? min(whole, received - output.presentationTime) : whole
        guard duration > 0 else { return }
        emit(
            EncodedPacket(
                track: track, presentationTime: output.presentationTime, decodeTime: output.decodeTime,
                duration: duration, isKeyframe: true, byteCount: output.byteCount, loan: loan))
    }
}
