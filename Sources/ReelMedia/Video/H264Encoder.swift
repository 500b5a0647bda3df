import CFFmpeg
import ReelModel

/// Encodes a source's pictures as H.264 with x264, set up for live recording.
///
/// A picture whose layout the encoder understands (I420, NV12) goes into it from the source's own memory; the last one
/// is then kept on loan, so that it can be shown again, until the next is taken or `releaseSource` is called. All
/// others are converted by a `PictureConverter`. Pictures in flight: at most `delayInFrames`. Packets hold NAL units
/// behind 4-byte lengths; the first one carries x264's own SEI, which tells the settings. Used by one thread.
@safe
public final class H264Encoder: VideoEncoder {
    /// x264's presets, from the fastest to the one that makes the smallest files.
    public static let presets = [
        "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo",
    ]

    public let format: VideoTrackFormat
    /// How many pictures go in before the first comes out.
    public let delayInFrames: Int

    private let track: Int
    private let codec: CodecEncoder
    private let converter: PictureConverter
    /// What goes into the encoder without a conversion.
    private let direct: PictureFormat
    private let lent: LentPicture
    /// Where a converted picture becomes NV12, when that is what the encoder was opened for.
    private let interleaved: PictureBuffer?
    private var keyframes: KeyframeClock
    private var last = LastPicture.none
    private let frameDuration: Int64

    /// Which picture `encodeLast` encodes.
    private enum LastPicture: ~Copyable {
        case none
        /// In the source's memory.
        case lent(VideoFrame)
        /// In the converter's.
        case converted
    }

    /// Opens an encoder for pictures of `picture` at about `rate`.
    ///
    /// Throws `usage` for settings that do not exist or do not fit the picture.
    public init(
        picture: PictureFormat, rate: FrameRate, settings: VideoEncoderSettings = VideoEncoderSettings(),
        track: Int = 0, processors: Int = Machine.processors
    ) throws(RecorderError) {
        let size = try settings.checkedSize(for: picture)
        let color = picture.pixels == .rgb24 ? RGBConversion.color(for: picture.color) : picture.color
        let plan = LatencyPlan(rate: rate, preset: settings.preset)
        let isInterleaved = picture.pixels == .nv12 && picture.size.cutToEven == size
        let threads = settings.threads ?? LatencyPlan.threads(processors: processors, size: size)
        // Where chroma lies between luma samples (H.273, table 8): JPEG's in the middle, video's on the left.
        let chroma = picture.pixels == .mjpeg ? "center" : "left"
        codec = try unsafe CodecEncoder(
            named: "libx264",
            options: try settings.options(plan, rate: rate) + color.options
                + [("chroma_sample_location", chroma), ("threads", String(threads))],
            failure: (.notSupported, "x264 does not take pictures of \(size) at \(rate) frames a second.")
        ) { context in
            unsafe context.pointee.width = Int32(size.width)
            unsafe context.pointee.height = Int32(size.height)
            unsafe context.pointee.pix_fmt = isInterleaved ? AV_PIX_FMT_NV12 : AV_PIX_FMT_YUV420P
            unsafe context.pointee.time_base = AVRational(num: 1, den: 90_000)
            unsafe context.pointee.framerate = AVRational(num: Int32(rate.numerator), den: Int32(rate.denominator))
            unsafe context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
        }
        guard let configuration = AVCConfiguration.record(fromHeaders: codec.extradata) else {
            throw RecorderError(.defect, "x264 gave no parameter sets.")
        }
        format = VideoTrackFormat(
            codec: .h264, size: size, color: color, nominalRate: rate, configuration: configuration)
        frameDuration = rate.frameDuration.ticks(timescale: format.timescale)
        delayInFrames = plan.delayInFrames
        self.track = track
        converter = PictureConverter(size: size, color: color)
        direct = PictureFormat(pixels: isInterleaved ? .nv12 : .i420, size: size, color: color)
        lent = LentPicture(size: size, pixels: direct.pixels)
        interleaved = isInterleaved ? PictureBuffer(size: size, chroma: .interleaved) : nil
        keyframes = KeyframeClock(
            interval: settings.keyframeInterval.ticks(timescale: format.timescale),
            slack: Int64(plan.delayInFrames + 2) * frameDuration)
    }

    /// Encodes one picture; throws `badInput` when it is corrupt, after which `encodeLast` shows the one before.
    public func encode(
        _ frame: borrowing VideoFrame, at time: Int64, emit: (consuming EncodedPacket) -> Void
    ) throws(RecorderError) {
        do {
            try accept(frame)
        } catch {
            throw RecorderError(.badInput, "A picture could not be used.", cause: error.reason)
        }
        try encodeLast(at: time, emit: emit)
    }

    /// Takes a picture as the last one without encoding it yet; on a throw the last one is still the one before.
    public func accept(_ frame: borrowing VideoFrame) throws(CorruptPicture) {
        if isDirect(frame.format) {
            if frame.isCorrupt { throw CorruptPicture("the source says that the picture is damaged") }
            let (format, planes) = (frame.format, frame.planes)
            try unsafe frame.withBytes { (bytes) throws(CorruptPicture) in
                _ = unsafe try UncompressedPicture(bytes, format: format, planes: planes)
            }
            last = .lent(frame.share())
        } else {
            try converter.convert(frame)
            last = .converted
        }
    }

    /// Encodes the last good picture, again or for the first time, without converting it again.
    ///
    /// `time` is in 1/90,000 s and greater than any before. Throws a defect when there was no picture yet.
    public func encodeLast(at time: Int64, emit: (consuming EncodedPacket) -> Void) throws(RecorderError) {
        let isKeyframe = keyframes.isDue(at: time)
        // Taken out for the call, since a picture cannot be lent and its place in `self` be used at once.
        var picture = LastPicture.none
        swap(&picture, &last)
        defer { swap(&picture, &last) }
        switch picture {
        case .none:
            throw RecorderError(.defect, "There is no picture yet that could be encoded.")
        case .lent(let frame):
            let planes = frame.planes
            try unsafe frame.withBytes { (bytes) throws(RecorderError) in
                unsafe lent.point(at: planes, of: bytes)
                defer { lent.pointNowhere() }
                try unsafe encode(lent.frame, at: time, isKeyframe, emit)
            }
        case .converted:
            if let interleaved {
                unsafe interleaved.interleave(converter.current.planes)
                try unsafe encode(interleaved.frame, at: time, isKeyframe, emit)
            } else {
                try unsafe encode(converter.current.frame, at: time, isKeyframe, emit)
            }
        }
    }

    /// Asks that the next picture be a keyframe, where a new file or fragment is to begin.
    public func requestKeyframe() {
        keyframes.request()
    }

    /// Copies the last picture if it is still in the source's memory, and gives that back.
    ///
    /// To be called when a source ends or falls silent: a camera cannot be opened again while a buffer of it is lent.
    public func releaseSource() throws(CorruptPicture) {
        var picture = LastPicture.none
        swap(&picture, &last)
        switch consume picture {
        case .none: break
        case .converted: last = .converted
        case .lent(let frame):
            try converter.convert(frame)
            last = .converted
        }
    }

    public func finish(emit: (consuming EncodedPacket) -> Void) throws(RecorderError) {
        last = .none
        try unsafe codec.encode(nil) { forward($0, emit) }
    }

    private func isDirect(_ format: PictureFormat) -> Bool {
        format.pixels == direct.pixels && format.size.cutToEven == direct.size && format.color == direct.color
    }

    private func encode(
        _ frame: UnsafeMutablePointer<AVFrame>, at time: Int64, _ isKeyframe: Bool,
        _ emit: (consuming EncodedPacket) -> Void
    ) throws(RecorderError) {
        unsafe frame.pointee.pts = time
        unsafe frame.pointee.pict_type = isKeyframe ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE
        try unsafe codec.encode(frame) { forward($0, emit) }
    }

    private func forward(_ output: CodecEncoder.Output, _ emit: (consuming EncodedPacket) -> Void) {
        if output.isKeyframe { keyframes.sawKeyframe(at: output.presentationTime) }
        emit(
            EncodedPacket(
                track: track, presentationTime: output.presentationTime, decodeTime: output.decodeTime,
                duration: frameDuration, isKeyframe: output.isKeyframe, byteCount: output.byteCount,
                loan: codec.loan(of: output)))
    }
}
