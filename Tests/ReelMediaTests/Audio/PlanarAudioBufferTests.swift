import ReelModel
import Testing

@testable import ReelMedia

struct PlanarAudioBufferTests {
    private func planes(_ buffer: PlanarAudioBuffer) -> [[Float]] {
        buffer.withSamples { samples in
            (0..<buffer.channels).map { channel in
                (0..<buffer.frameCount).map { samples[channel * buffer.planeStride + $0] }
            }
        }
    }

    @Test func `what is appended stays in order while the buffer grows`() {
        let buffer = PlanarAudioBuffer(channels: 2, capacity: 2)
        buffer.append([1, 2, 10, 20].span, planeStride: 2, frameCount: 2)
        buffer.appendSilence(3)
        buffer.append([3, 0, 30, 0].span, planeStride: 2, frameCount: 1)
        #expect(planes(buffer) == [[1, 2, 0, 0, 0, 3], [10, 20, 0, 0, 0, 30]])
    }

    @Test func `what is removed is the oldest`() {
        let buffer = PlanarAudioBuffer(channels: 2, capacity: 4)
        buffer.append([1, 2, 3, 10, 20, 30].span, planeStride: 3, frameCount: 3)
        buffer.removeFirst(2)
        #expect(planes(buffer) == [[3], [30]])
        buffer.append([4, 40].span, planeStride: 1, frameCount: 1)
        #expect(planes(buffer) == [[3, 4], [30, 40]])
        buffer.removeAll()
        #expect(buffer.frameCount == 0)
    }
}
