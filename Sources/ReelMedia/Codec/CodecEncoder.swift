import CFFmpeg
import ReelModel

/// Owns one open encoder of libavcodec: frames in, packets out, in the encoder's own time base.
///
/// Used by one thread. Packets carry what the codec said; what a container needs is made of it by whoever owns this.
@safe
final class CodecEncoder {
    /// One packet as it came, still to be turned into an `EncodedPacket`.
    struct Output {
        let slot: Int
        let presentationTime: Int64
        let decodeTime: Int64
        let isKeyframe: Bool
        let byteCount: Int
    }

    /// Packets that may be on their way to the writer at once: twice what its queue holds.
    private static let packetSlots = 512

    private let context: UnsafeMutablePointer<AVCodecContext>
    private let pool = PacketPool(slots: packetSlots)

    /// Finds the encoder `name`, lets `configure` fill its context and opens it with `options`.
    ///
    /// Throws a defect when this libavcodec lacks the encoder, and `failure` with libav's reason when it refuses.
    init(
        named name: String, options: [(key: String, value: String)],
        failure: (code: RecorderError.Code, message: String),
        configure: (UnsafeMutablePointer<AVCodecContext>) -> Void
    ) throws(RecorderError) {
        Libav.quietened
        guard let codec = unsafe avcodec_find_encoder_by_name(name), let context = unsafe avcodec_alloc_context3(codec)
        else {
            throw RecorderError(
                .notSupported,
                "This machine's libavcodec has no encoder called \(name): install Debian's libavcodec59 with it.")
        }
        unsafe self.context = context
        unsafe configure(context)
        for (key, value) in options {
            try unsafe Libav.check(
                "av_opt_set", av_opt_set(context, key, value, AV_OPT_SEARCH_CHILDREN),
                "The encoder \(name) does not take \(key)=\(value).")
        }
        let status = unsafe avcodec_open2(context, codec, nil)
        try Libav.check("avcodec_open2", status, code: failure.code, failure.message)
    }

    /// The codec's description of its stream, as it wrote it when it was opened.
    var extradata: [UInt8] {
        unsafe Array(
            UnsafeBufferPointer(start: context.pointee.extradata, count: Int(context.pointee.extradata_size)))
    }

    /// Samples that the encoder puts before the first real one.
    var initialPadding: Int { unsafe Int(context.pointee.initial_padding) }

    /// Samples that the encoder takes at a time.
    var frameSize: Int { unsafe Int(context.pointee.frame_size) }

    /// Encodes `frame` (nil: there are no more) and hands over every packet that is ready.
    ///
    /// All packets are fetched each time, so that the encoder never keeps the frame beyond this call.
    func encode(_ frame: UnsafeMutablePointer<AVFrame>?, _ receive: (Output) -> Void) throws(RecorderError) {
        try unsafe Libav.check(
            "avcodec_send_frame", avcodec_send_frame(context, frame), "The encoder failed on a frame.")
        while let output = try nextPacket() { receive(output) }
    }

    /// Makes a packet of the track format out of an output, which is taken over.
    func loan(of output: Output) -> BufferLoan {
        BufferLoan(takingOver: output.slot, of: pool)
    }

    private func nextPacket() throws(RecorderError) -> Output? {
        guard let slot = pool.take() else {
            throw RecorderError(.defect, "\(Self.packetSlots) packets of one encoder are waiting to be written.")
        }
        let packet = unsafe pool.packet(ofSlot: slot)
        let status = unsafe avcodec_receive_packet(context, packet)
        if status < 0 {
            pool.release(slot: slot)
            if status == reel_averror_again || status == reel_averror_eof { return nil }
        }
        try Libav.check("avcodec_receive_packet", status, "The encoder failed to give a packet.")
        return unsafe Output(
            slot: slot, presentationTime: packet.pointee.pts, decodeTime: packet.pointee.dts,
            isKeyframe: packet.pointee.flags & AV_PKT_FLAG_KEY != 0, byteCount: Int(packet.pointee.size))
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = unsafe context
        unsafe avcodec_free_context(&context)
    }
}
