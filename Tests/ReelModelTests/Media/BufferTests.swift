import ReelModel
import Testing

struct BufferTests {
    @Test func `a pool lends every slot once and no more`() {
        let pool = HeapBufferPool(slots: 2, slotBytes: 16)
        let first = pool.lend()
        let second = pool.lend()
        let third = pool.lend()
        let lent = [first != nil, second != nil, third != nil]
        #expect(lent == [true, true, false])
    }

    @Test func `a slot is free again when its last loan has ended, and not before`() throws {
        let pool = HeapBufferPool(slots: 1, slotBytes: 16)
        var loan = pool.lend()
        var shared = loan?.share()
        loan = nil
        #expect(!pool.hasFreeSlot)
        shared = nil
        #expect(pool.hasFreeSlot)
        _ = consume loan
        _ = consume shared
    }

    @Test func `slots do not overlap and begin at multiples of 64`() throws {
        let pool = HeapBufferPool(slots: 3, slotBytes: 65)
        var addresses: [UInt] = []
        for slot in 0..<3 {
            let bytes = unsafe pool.bytes(ofSlot: slot)
            #expect(bytes.count == 65)
            addresses.append(UInt(bitPattern: bytes.baseAddress))
        }
        #expect(addresses.allSatisfy { $0 % 64 == 0 })
        #expect(addresses[1] - addresses[0] == 128 && addresses[2] - addresses[1] == 128)
    }

    @Test func `what is written through a loan is read through a shared one, in a packet`() throws {
        let pool = HeapBufferPool(slots: 1, slotBytes: 8)
        let lent = pool.lend()
        guard let loan = consume lent else {
            Issue.record("a fresh pool lends nothing")
            return
        }
        unsafe loan.withMutableBytes { unsafe $0.copyBytes(from: [1, 2, 3, 4, 5]) }
        let packet = EncodedPacket(
            track: 0, presentationTime: 3, decodeTime: 1, duration: 1, isKeyframe: true, byteCount: 4,
            loan: loan.share())
        let second = packet.share()
        let bytes = unsafe second.withBytes { unsafe Array($0) }
        #expect(bytes == [1, 2, 3, 4])
        #expect(second.presentationTime == 3 && second.decodeTime == 1 && second.isKeyframe)
    }

    @Test func `a hole in the sound has a length and no bytes`() {
        let format = AudioFormat(sample: .s24le, rate: 48_000, channels: 2)
        let hole = AudioBlock(holeOf: 480, format: format, timestamp: MediaTime(nanoseconds: 7))
        #expect(hole.isHole && hole.frameCount == 480)
        let count = unsafe hole.withBytes { $0.count }
        #expect(count == 0)
        #expect(format.bytesPerFrame == 6)
    }

    @Test func `many threads lend and return without losing a slot`() async {
        let pool = HeapBufferPool(slots: 4, slotBytes: 8)
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<2_000 {
                        let loan = pool.lend()
                        if let second = loan?.share() { _ = consume second }
                        _ = consume loan
                    }
                }
            }
        }
        let (a, b, c, d) = (pool.lend() != nil, pool.lend() != nil, pool.lend() != nil, pool.lend() != nil)
        #expect(a && b && c && d)
    }
}

extension HeapBufferPool {
    /// Whether a slot can be lent at this moment; the loan for it ends at once.
    fileprivate var hasFreeSlot: Bool { lend() != nil }
}
