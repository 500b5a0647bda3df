import Foundation
import ReelModel

/// Makes pictures and blocks of sound as a source would deliver them.
enum Frames {
    /// A picture whose buffer is filled by `fill`, which is given the bytes and the planes.
    static func picture(
        _ format: PictureFormat, stride: Int? = nil, sequence: UInt64 = 0, isCorrupt: Bool = false,
        _ fill: (UnsafeMutableRawBufferPointer, [PicturePlane]) -> Void
    ) -> VideoFrame {
        let (planes, bytes) = PicturePlane.layout(of: format, stride: stride)
        let loan = HeapBufferPool(slots: 1, slotBytes: bytes).lend()!
        unsafe loan.withMutableBytes { unsafe fill($0, planes) }
        return VideoFrame(
            format: format, planes: planes, byteCount: bytes, timestamp: MediaTime(nanoseconds: 0), sequence: sequence,
            isCorrupt: isCorrupt, loan: loan)
    }

    /// A JPEG as it came.
    static func jpeg(_ bytes: [UInt8], size: PictureSize, color: ColorDescription = .jpeg) -> VideoFrame {
        let loan = HeapBufferPool(slots: 1, slotBytes: max(1, bytes.count)).lend()!
        unsafe loan.withMutableBytes { unsafe $0.copyBytes(from: bytes) }
        return VideoFrame(
            format: PictureFormat(pixels: .mjpeg, size: size, color: color), planes: [], byteCount: bytes.count,
            timestamp: MediaTime(nanoseconds: 0), sequence: 0, loan: loan)
    }

    /// A picture with a pattern that moves with `number`: hard to encode, and no two alike.
    static func moving(_ format: PictureFormat, number: Int) -> VideoFrame {
        unsafe picture(format, sequence: UInt64(number)) { bytes, _ in
            for index in bytes.indices {
                unsafe bytes[index] = UInt8(truncatingIfNeeded: (index &+ number * 3) / 5 ^ (index >> 9))
            }
        }
    }

    /// A block of interleaved sound from samples that are laid out already.
    static func sound<Sample: BitwiseCopyable>(_ format: AudioFormat, _ samples: [Sample]) -> AudioBlock {
        let bytes = samples.count * MemoryLayout<Sample>.size
        let loan = HeapBufferPool(slots: 1, slotBytes: max(1, bytes)).lend()!
        unsafe loan.withMutableBytes { target in
            unsafe samples.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
        }
        return AudioBlock(
            format: format, timestamp: MediaTime(nanoseconds: 0), frameCount: bytes / format.bytesPerFrame, loan: loan)
    }

    /// Floats in s16 to f32 as a source would write them: one sine for all channels.
    static func sine(
        frequency: Double, amplitude: Double = 0.5, rate: Int, from start: Int = 0, count: Int
    ) -> [Float] {
        (start..<start + count).map { Float(amplitude * sin(2 * Double.pi * frequency * Double($0) / Double(rate))) }
    }
}
