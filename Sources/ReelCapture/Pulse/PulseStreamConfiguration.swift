import CPulse
import ReelModel

/// Which source a stream records from, and in what form.
struct PulseStreamConfiguration: Sendable {
    let source: PulseSourceInfo
    let format: AudioFormat
    /// Whether the stream goes along when the server's default source changes.
    let followsDefault: Bool

    /// The source's own rate, channels and width of sample where `request` leaves them open.
    ///
    /// 16 bits stay 16 bits; anything wider is taken as float, which holds 24 bits exactly.
    init(source: PulseSourceInfo, request: AudioRequest, followsDefault: Bool) throws(RecorderError) {
        self.source = source
        self.followsDefault = followsDefault
        let isNarrow = [PA_SAMPLE_S16LE, PA_SAMPLE_S16BE, PA_SAMPLE_U8, PA_SAMPLE_ALAW, PA_SAMPLE_ULAW]
            .contains(source.sampleFormat)
        format = AudioFormat(
            sample: isNarrow ? .s16le : .f32le, rate: request.rate ?? source.description.rate,
            channels: request.channels ?? source.description.channels)
        guard Self.rates.contains(format.rate), Self.channelCounts.contains(format.channels) else {
            throw RecorderError(
                .notSupported,
                "The sound server has no sound of \(format.rate) Hz and \(format.channels) channels; ask for "
                    + "\(Self.rates.lowerBound) to \(Self.rates.upperBound) Hz and "
                    + "\(Self.channelCounts.lowerBound) to \(Self.channelCounts.upperBound) channels.")
        }
    }

    /// `PA_RATE_MAX` and `PA_CHANNELS_MAX`; below 1 kHz is no sound that could be meant.
    private static let rates = 1_000...384_000
    private static let channelCounts = 1...32

    /// A new stream, not connected yet, owned by the caller; nil when there is no memory for it.
    func makeStream(on context: OpaquePointer) -> OpaquePointer? {
        var specification = pa_sample_spec(
            format: format.sample == .s16le ? PA_SAMPLE_S16LE : PA_SAMPLE_FLOAT32LE, rate: UInt32(format.rate),
            channels: UInt8(format.channels))
        let properties = unsafe pa_proplist_new()
        defer { unsafe pa_proplist_free(properties) }
        unsafe pa_proplist_sets(properties, PA_PROP_MEDIA_ROLE, "production")
        // With as many channels as the source has they are taken as they are; otherwise the server mixes.
        if format.channels == Int(source.channelMap.channels) {
            var map = source.channelMap
            return unsafe pa_stream_new_with_proplist(context, "Recording", &specification, &map, properties)
        }
        return unsafe pa_stream_new_with_proplist(context, "Recording", &specification, nil, properties)
    }

    /// Connects a stream, corked, with fragments of 20 ms; below 0 when that failed at once.
    func connect(_ stream: OpaquePointer) -> Int32 {
        var attributes = pa_buffer_attr(
            maxlength: .max, tlength: .max, prebuf: .max, minreq: .max,
            fragsize: UInt32(format.rate / 50 * format.bytesPerFrame))
        // Without PA_STREAM_INTERPOLATE_TIMING: see `PulseTiming` for why its smoother is not used.
        let flags = [PA_STREAM_START_CORKED, PA_STREAM_ADJUST_LATENCY, PA_STREAM_AUTO_TIMING_UPDATE].reduce(0) {
            $0 | $1.rawValue
        }
        // Without a device's name the server moves the stream along with its default.
        return unsafe pa_stream_connect_record(
            stream, followsDefault ? nil : source.description.name, &attributes, pa_stream_flags_t(rawValue: flags))
    }
}
