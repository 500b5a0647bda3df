import CFFmpeg
import ReelModel

/// Brings a source's sound to the recording's rate and channels, as planes of floats, and stretches it by a little
/// where clocks differ.
///
/// While rate and channels are the source's own and no compensation was asked for, samples pass through exactly, and
/// with no delay. Everything else is libswresample's work; where the number of channels differs they are mixed by its
/// rules, never louder than full scale. Used by one thread; allocates nothing once it has seen its longest block.
@safe
public final class Resampler {
    /// The greatest compensation: half a percent, which nobody hears as a change of pitch.
    public static let greatestCompensation = 0.005

    public let input: AudioFormat
    public let rate: Int
    public let channels: Int
    /// How much longer the sound is made, as a part of its length; negative for shorter.
    public private(set) var compensation = 0.0

    private let source: PlanarAudioBuffer
    /// The end of what passed exactly, from which a resampler that starts later takes its first neighbours.
    private let history: PlanarAudioBuffer
    private var resampling: ResamplingContext?

    /// Samples at a time, so that blocks of any length need bounded memory.
    private static let chunk = 4_096
    /// More than the samples on either side that libswresample's filter looks at.
    private static let historyFrames = 64

    /// A resampler from `input` to `channels` channels at `rate` hertz. Throws `notSupported` for what cannot be mixed.
    public init(from input: AudioFormat, rate: Int, channels: Int) throws(RecorderError) {
        precondition(input.rate > 0 && rate > 0 && input.channels > 0 && channels > 0, "formats that were checked")
        self.input = input
        self.rate = rate
        self.channels = channels
        source = PlanarAudioBuffer(channels: input.channels, capacity: Self.chunk)
        history = PlanarAudioBuffer(channels: input.channels, capacity: Self.chunk + Self.historyFrames)
        if input.rate != rate || input.channels != channels {
            resampling = try ResamplingContext(from: input, rate: rate, channels: channels)
        }
    }

    /// Samples per channel that went in but have not come out yet, counted at the output's rate.
    public var delay: Int { resampling?.delay ?? 0 }

    /// Converts a block and appends the result to `output`; a hole becomes silence of its length.
    public func convert(_ block: borrowing AudioBlock, into output: PlanarAudioBuffer) throws(RecorderError) {
        guard block.format == input else {
            throw RecorderError(.badInput, "A sound source changed from \(input) to \(block.format) while recording.")
        }
        let (frames, isHole) = (block.frameCount, block.isHole)
        try unsafe block.withBytes { (bytes) throws(RecorderError) in
            var start = 0
            while start < frames {
                let count = min(Self.chunk, frames - start)
                source.removeAll()
                if isHole {
                    source.appendSilence(count)
                } else {
                    let part = unsafe UnsafeRawBufferPointer(
                        rebasing: bytes[(start * input.bytesPerFrame)..<((start + count) * input.bytesPerFrame)])
                    unsafe source.append(atMost: count) { plane in
                        unsafe SampleConversion.deinterleave(part, input, frames: count, into: plane)
                        return count
                    }
                }
                try pass(into: output)
                start += count
            }
        }
    }

    /// Makes what follows longer by the part `ratio` of its length (negative: shorter), without a step in the sound.
    ///
    /// Ratios beyond `greatestCompensation` are cut to it; steps of about a millionth are told apart. The first call
    /// takes a resampler into use even where the rates are the same, and takes effect behind the next samples.
    public func setCompensation(_ ratio: Double) throws(RecorderError) {
        compensation = min(max(ratio, -Self.greatestCompensation), Self.greatestCompensation)
        if resampling == nil {
            if compensation == 0 { return }
            let context = try ResamplingContext(from: input, rate: rate, channels: channels)
            try context.prime(with: history)
            resampling = context
        }
        try resampling?.setCompensation(compensation)
    }

    /// Appends what is still inside to `output`, at the sound's end.
    public func flush(into output: PlanarAudioBuffer) throws(RecorderError) {
        try resampling?.flush(into: output)
    }

    private func pass(into output: PlanarAudioBuffer) throws(RecorderError) {
        if let resampling {
            try resampling.convert(source, into: output)
            return
        }
        source.withSamples { samples in
            output.append(samples, planeStride: source.planeStride, frameCount: source.frameCount)
            history.append(samples, planeStride: source.planeStride, frameCount: source.frameCount)
        }
        history.removeFirst(max(0, history.frameCount - Self.historyFrames))
    }
}
