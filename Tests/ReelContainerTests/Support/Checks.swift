import TestSupport
import Testing

/// Compares what a reader says of one track with the packets that were meant: as many, each within half a millisecond.
func expectPackets(
    _ probed: [ProbedPacket], stream: Int, equal expected: [TestPacket], of media: SampleMedia, shift: Double = 0,
    within tolerance: Double = 0.000_5, sourceLocation: SourceLocation = #_sourceLocation
) {
    let found = probed.filter { $0.streamIndex == stream }
    #expect(found.count == expected.count, sourceLocation: sourceLocation)
    let wrong = zip(found, expected).first { found, expected in
        guard let time = found.presentation else { return true }
        return abs(time - shift - media.seconds(expected)) > tolerance || found.byteCount != expected.bytes.count
            || found.isKeyframe != expected.isKeyframe
    }
    #expect(wrong == nil, "a packet that differs", sourceLocation: sourceLocation)
}
