import ReelModel

/// A packet whose bytes are known to a test.
struct TestPacket: Hashable {
    var track: Int
    var presentationTime: Int64
    var decodeTime: Int64
    var duration: Int64
    var isKeyframe: Bool
    var bytes: [UInt8]

    /// The packet as an encoder would hand it over, in memory of its own.
    func encoded() throws -> EncodedPacket {
        let pool = HeapBufferPool(slots: 1, slotBytes: max(1, bytes.count))
        guard let loan = pool.lend() else { throw RecorderError(.defect, "a fresh pool has a free slot") }
        unsafe loan.withMutableBytes { unsafe $0.copyBytes(from: bytes) }
        return EncodedPacket(
            track: track, presentationTime: presentationTime, decodeTime: decodeTime, duration: duration,
            isKeyframe: isKeyframe, byteCount: bytes.count, loan: loan)
    }
}
