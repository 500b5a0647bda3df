import CFFmpeg
import ReelModel

/// Owns one context of libswresample that takes and gives planes of floats. Used by one thread.
@safe
final class ResamplingContext {
    /// libswresample forgets a compensation after so many output samples; it is renewed at half of them.
    private static let compensationDistance: Int32 = 1 << 30

    private let context: OpaquePointer
    private let rate: Int
    private let channels: Int
    private let inputs: UnsafeMutableBufferPointer<UnsafePointer<UInt8>?>
    private let outputs: UnsafeMutableBufferPointer<UnsafeMutablePointer<UInt8>?>
    private var compensation = 0.0
    private var sinceCompensation: Int64 = 0
    /// Samples still to be thrown away, since they were in the output already when this was taken into use.
    private var surplus = 0

    init(from input: AudioFormat, rate: Int, channels: Int) throws(RecorderError) {
        Libav.quietened
        self.rate = rate
        self.channels = channels
        var context: OpaquePointer?
        var source = unsafe ChannelLayout.usual(input.channels)
        var target = unsafe ChannelLayout.usual(channels)
        let status = unsafe swr_alloc_set_opts2(
            &context, &target, AV_SAMPLE_FMT_FLTP, Int32(rate), &source, AV_SAMPLE_FMT_FLTP, Int32(input.rate), 0, nil)
        guard status >= 0, let context = unsafe context else { fatalError("no memory for a resampler") }
        unsafe self.context = context
        unsafe inputs = .allocate(capacity: input.channels)
        unsafe inputs.initialize(repeating: nil)
        unsafe outputs = .allocate(capacity: channels)
        unsafe outputs.initialize(repeating: nil)
        let options = [
            // Resample even where the rates are the same, so that a compensation can begin at any time.
            ("flags", "+res"),
            // Between the filter's phases, so that a compensation makes no noise of its own.
            ("linear_interp", "1"),
            // Mixed channels are made quieter where they could add up to more than full scale.
            ("rematrix_maxval", "1"),
        ]
        for (key, value) in options {
            try unsafe Libav.check(
                "av_opt_set", av_opt_set(UnsafeMutableRawPointer(context), key, value, 0),
                "libswresample does not take \(key)=\(value).")
        }
        if input.channels == 1, channels == 2 {
            // One channel goes to both sides at its own level; by itself libswresample makes it 3 dB quieter.
            unsafe swr_set_matrix(context, [1, 1], 1)
        }
        try unsafe Libav.check(
            "swr_init", swr_init(context), code: .notSupported,
            "Sound of \(input.channels) channels at \(input.rate) Hz cannot be turned into \(channels) channels at "
                + "\(rate) Hz; ask for as many channels as the source has.")
    }

    /// Samples inside, at the output's rate.
    var delay: Int { unsafe Int(swr_get_delay(context, Int64(rate))) - surplus }

    /// Takes `history` as what came before, which is in the output already. Rates and channels are the same on both
    /// sides.
    func prime(with history: PlanarAudioBuffer) throws(RecorderError) {
        guard history.frameCount > 0 else { return }
        surplus = history.frameCount
        let unused = PlanarAudioBuffer(channels: channels, capacity: history.frameCount)
        try convert(history, into: unused)
    }

    func convert(_ source: PlanarAudioBuffer, into output: PlanarAudioBuffer) throws(RecorderError) {
        try renewCompensation()
        try source.withSamples { (samples) throws(RecorderError) in
            try unsafe samples.withUnsafeBufferPointer { (samples) throws(RecorderError) in
                guard let base = samples.baseAddress else { return }
                for channel in unsafe inputs.indices {
                    unsafe inputs[channel] = UnsafeRawPointer(base + channel * source.planeStride)
                        .assumingMemoryBound(to: UInt8.self)
                }
                try unsafe run(inputs.baseAddress, frames: source.frameCount, into: output)
            }
        }
    }

    /// Empties the context.
    func flush(into output: PlanarAudioBuffer) throws(RecorderError) {
        let before = output.frameCount
        try unsafe run(nil, frames: 0, into: output)
        while output.frameCount > before, delay > 0 {
            let count = output.frameCount
            try unsafe run(nil, frames: 0, into: output)
            if output.frameCount == count { return }
        }
    }

    /// Makes what follows longer by the part `ratio` of its length.
    ///
    /// Takes effect once nothing of the history is inside any more, since that was not stretched on its first way out.
    func setCompensation(_ ratio: Double) throws(RecorderError) {
        compensation = ratio
        guard surplus == 0 else { return }
        sinceCompensation = 0
        // libswresample makes the step between output samples shorter by a part: 1 - d = 1 / (1 + ratio).
        let delta = (ratio / (1 + ratio) * Double(Self.compensationDistance)).rounded()
        try unsafe Libav.check(
            "swr_set_compensation", swr_set_compensation(context, Int32(delta), Self.compensationDistance),
            "The resampler does not take a compensation of \(ratio).")
    }

    private func renewCompensation() throws(RecorderError) {
        guard compensation != 0, sinceCompensation > Int64(Self.compensationDistance / 2) else { return }
        try setCompensation(compensation)
    }

    private func run(
        _ planes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, frames: Int, into output: PlanarAudioBuffer
    ) throws(RecorderError) {
        let room = unsafe swr_get_out_samples(context, Int32(frames))
        let before = output.frameCount
        try unsafe output.append(atMost: Int(room)) { (plane) throws(RecorderError) in
            for channel in unsafe outputs.indices {
                unsafe outputs[channel] = UnsafeMutableRawPointer(plane(channel)).assumingMemoryBound(to: UInt8.self)
            }
            let status = unsafe swr_convert(context, outputs.baseAddress, room, planes, Int32(frames))
            return Int(try Libav.check("swr_convert", status, "The resampler failed."))
        }
        sinceCompensation += Int64(output.frameCount - before)
        let dropped = min(surplus, output.frameCount - before)
        if dropped > 0 {
            output.remove(dropped, at: before)
            surplus -= dropped
            if surplus == 0 { try setCompensation(compensation) }
        }
    }

    deinit {
        var context: OpaquePointer? = unsafe context
        unsafe swr_free(&context)
        unsafe inputs.deallocate()
        unsafe outputs.deallocate()
    }
}
