import ReelMedia
import ReelModel

/// At which rate, in how many channels and by which encoders a source's sound goes into the files.
struct SoundPlan: Hashable, Sendable {
    let rate: Int
    let channels: Int
    /// Bits a second of the AAC track.
    let bitrate: Int
    let encodesAAC: Bool
    /// The layout of the raw track; nil when no output takes one.
    let rawSample: SampleFormat?

    /// What was asked for, else the source's own: its rate where AAC knows it, its channels up to two for AAC.
    init(source: AudioFormat, configuration: RecordingConfiguration) {
        encodesAAC = configuration.encodesAAC
        rawSample = configuration.keepsRawSound ? source.sample : nil
        let settings = configuration.audio
        let encodesAAC = encodesAAC
        rate =
            settings.rate
            ?? (encodesAAC ? AACEncoder.rates.filter { $0 <= source.rate }.max() ?? 8_000 : source.rate)
        channels = settings.channels ?? (encodesAAC ? min(source.channels, 2) : source.channels)
        bitrate = settings.bitrate ?? AACEncoder.usualBitrate(rate: rate, channels: channels)
    }

    /// The encoders, whose packets name the tracks from `firstTrack` on.
    func makeEncoders(firstTrack: Int) throws(RecorderError) -> [any AudioEncoder] {
        var encoders: [any AudioEncoder] = []
        if encodesAAC {
            encoders.append(
                try AACEncoder(rate: rate, channels: channels, bitrate: bitrate, track: firstTrack))
        }
        if let rawSample {
            encoders.append(
                PCMEncoder(
                    AudioFormat(sample: rawSample, rate: rate, channels: channels), track: firstTrack + encoders.count))
        }
        return encoders
    }
}
