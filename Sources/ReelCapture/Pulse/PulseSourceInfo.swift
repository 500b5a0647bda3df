import CPulse

/// A server's source with what a stream has to know to record from it unchanged.
struct PulseSourceInfo: Sendable {
    var description: SoundSourceDescription
    /// How the source writes its samples.
    var sampleFormat: pa_sample_format_t
    var channelMap: pa_channel_map
    /// The sink that it hears, when it is a monitor.
    var monitoredSink: String?

    init(
        description: SoundSourceDescription, sampleFormat: pa_sample_format_t = PA_SAMPLE_S16LE,
        channelMap: pa_channel_map = pa_channel_map(), monitoredSink: String? = nil
    ) {
        self.description = description
        self.sampleFormat = sampleFormat
        self.channelMap = channelMap
        self.monitoredSink = monitoredSink
    }

    /// Copies what libpulse lends a callback.
    init(copying info: pa_source_info) {
        let state: SoundSourceDescription.State =
            switch unsafe info.state {
            case PA_SOURCE_RUNNING: .running
            case PA_SOURCE_IDLE: .idle
            case PA_SOURCE_SUSPENDED: .suspended
            default: .unknown
            }
        let name = unsafe string(info.name) ?? ""
        description = unsafe SoundSourceDescription(
            name: name, description: string(info.description) ?? name, rate: Int(info.sample_spec.rate),
            channels: Int(info.sample_spec.channels), isMonitor: info.monitor_of_sink != .max, state: state,
            isMuted: info.mute != 0)
        sampleFormat = unsafe info.sample_spec.format
        channelMap = unsafe info.channel_map
        monitoredSink = unsafe string(info.monitor_of_sink_name)
    }
}

/// A copy of a C string; nil for a null pointer.
func string(_ pointer: UnsafePointer<CChar>?) -> String? {
    unsafe pointer.map { unsafe String(cString: $0) }
}
