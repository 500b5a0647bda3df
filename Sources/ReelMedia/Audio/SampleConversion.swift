import ReelModel

/// The way between interleaved samples of any format and planes of floats, without a resampler.
///
/// Integers count in parts of their most negative value (32,768 for 16 bits), so that every 16- and 24-bit sample is a
/// float exactly and comes back as the same integer. 32-bit integers keep 24 significant bits, which is what a float
/// has.
enum SampleConversion {
    /// Reads `frames` samples per channel of interleaved `bytes` into one plane of floats for each channel.
    ///
    /// What is no number, or beyond any sound (1,000 times full scale), counts as silence: encoders refuse it.
    @unsafe static func deinterleave(
        _ bytes: UnsafeRawBufferPointer, _ format: AudioFormat, frames: Int,
        into plane: (_ channel: Int) -> UnsafeMutablePointer<Float>
    ) {
        precondition(bytes.count >= frames * format.bytesPerFrame, "as many bytes as samples")
        let step = format.bytesPerFrame
        for channel in 0..<format.channels {
            let target = unsafe plane(channel)
            let first = channel * format.sample.bytesPerSample
            switch format.sample {
            case .s16le:
                for frame in 0..<frames {
                    let sample = unsafe bytes.loadUnaligned(fromByteOffset: first + frame * step, as: Int16.self)
                    unsafe target[frame] = Float(Int16(littleEndian: sample)) * 0x1p-15
                }
            case .s24le:
                for frame in 0..<frames {
                    let offset = first + frame * step
                    let low = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
                    let high = unsafe Int8(bitPattern: bytes[offset + 2])
                    let sample = Int32(high) << 16 | Int32(UInt16(littleEndian: low))
                    unsafe target[frame] = Float(sample) * 0x1p-23
                }
            case .s32le:
                for frame in 0..<frames {
                    let sample = unsafe bytes.loadUnaligned(fromByteOffset: first + frame * step, as: Int32.self)
                    unsafe target[frame] = Float(Int32(littleEndian: sample)) * 0x1p-31
                }
            case .f32le:
                for frame in 0..<frames {
                    let pattern = unsafe bytes.loadUnaligned(fromByteOffset: first + frame * step, as: UInt32.self)
                    let sample = Float(bitPattern: UInt32(littleEndian: pattern))
                    unsafe target[frame] = abs(sample) <= 1_000 ? sample : 0
                }
            }
        }
    }

    /// Writes planes of floats as interleaved samples; what is beyond full scale is cut to it.
    @unsafe static func interleave(
        _ samples: Span<Float>, planeStride: Int, from start: Int, frames: Int, as format: AudioFormat,
        into bytes: UnsafeMutableRawBufferPointer
    ) {
        precondition(bytes.count >= frames * format.bytesPerFrame, "room for all samples")
        let step = format.bytesPerFrame
        for channel in 0..<format.channels {
            let first = channel * format.sample.bytesPerSample
            let source = channel * planeStride + start
            for frame in 0..<frames {
                let (sample, offset) = (samples[source + frame], first + frame * step)
                switch format.sample {
                case .s16le:
                    let value = Int16(truncatingIfNeeded: integer(sample, bits: 16))
                    unsafe bytes.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Int16.self)
                case .s24le:
                    let value = integer(sample, bits: 24)
                    unsafe bytes.storeBytes(
                        of: UInt16(truncatingIfNeeded: value).littleEndian, toByteOffset: offset, as: UInt16.self)
                    unsafe bytes[offset + 2] = UInt8(truncatingIfNeeded: value >> 16)
                case .s32le:
                    let value = Int32(truncatingIfNeeded: integer(sample, bits: 32))
                    unsafe bytes.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Int32.self)
                case .f32le:
                    unsafe bytes.storeBytes(
                        of: sample.bitPattern.littleEndian, toByteOffset: offset, as: UInt32.self)
                }
            }
        }
    }

    /// The nearest integer sample of so many bits.
    private static func integer(_ sample: Float, bits: Int) -> Int64 {
        let scale = Double(sign: .plus, exponent: bits - 1, significand: 1)
        let scaled = (Double(sample) * scale).rounded()
        return Int64(min(max(scaled, -scale), scale - 1))
    }
}
