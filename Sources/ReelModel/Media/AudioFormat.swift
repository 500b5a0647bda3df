/// Raw sound: sample layout, rate in hertz, number of channels (interleaved).
public struct AudioFormat: Hashable, Sendable {
    public var sample: SampleFormat
    public var rate: Int
    public var channels: Int

    public init(sample: SampleFormat, rate: Int, channels: Int) {
        self.sample = sample
        self.rate = rate
        self.channels = channels
    }

    /// The bytes of one sample of every channel.
    public var bytesPerFrame: Int { sample.bytesPerSample * channels }
}
