import Glibc
import ReelModel
import ReelSystem
import Testing

@testable import ReelCapture

@Suite struct V4L2BufferPoolTests {
    private let device = FakeDevice()

    /// Whether the first page of a buffer belongs to this process.
    private func isMapped(_ buffer: UnsafeMutableRawBufferPointer) -> Bool {
        unsafe msync(buffer.baseAddress, 1, MS_ASYNC) == 0
    }

    @Test func `every buffer is queued to begin with`() throws {
        let pool = try V4L2BufferPool(of: device, count: 4, bytes: 6_144)
        #expect(pool.count == 4)
        #expect(pool.smallestBuffer == 6_144)
        #expect(device.queued == [0, 1, 2, 3])
    }

    @Test func `a buffer is queued again when its last loan ends, and not before`() throws {
        let pool = try V4L2BufferPool(of: device, count: 4, bytes: 1)
        var loan = pool.lend(slot: 2)
        var second = loan?.share()
        let before = device.calls.count
        _ = loan.take()
        #expect(device.calls.count == before)
        _ = second.take()
        #expect(device.calls.last == "QBUF 2")
        #expect(device.calls.count == before + 1)
    }

    @Test func `a slot that the driver does not have, or that is out already, is not lent`() throws {
        let pool = try V4L2BufferPool(of: device, count: 2, bytes: 1)
        let loan = pool.lend(slot: 0)
        let again = pool.lend(slot: 0)
        let beyond = pool.lend(slot: 2)
        let below = pool.lend(slot: -1)
        #expect((loan != nil, again == nil, beyond == nil, below == nil) == (true, true, true, true))
    }

    @Test func `the pool is exhausted while all its buffers are out`() throws {
        let pool = try V4L2BufferPool(of: device, count: 2, bytes: 1)
        var first = pool.lend(slot: 0)
        #expect(!pool.isExhausted)
        let second = pool.lend(slot: 1)
        #expect(pool.isExhausted)
        _ = first.take()
        #expect(!pool.isExhausted)
        _ = consume second
    }

    @Test func `a buffer that the driver refuses is offered again`() throws {
        let pool = try V4L2BufferPool(of: device, count: 2, bytes: 1)
        var loan = pool.lend(slot: 1)
        device.refuse("QBUF", with: EINVAL, EINVAL)
        _ = loan.take()
        #expect(pool.hasRefused)
        pool.requeueRefused()
        #expect(pool.hasRefused)
        pool.requeueRefused()
        #expect(!pool.hasRefused)
        #expect(device.calls.suffix(3) == ["QBUF 1", "QBUF 1", "QBUF 1"])
    }

    @Test func `a frame can be read after the camera is gone, and nothing is queued any more`() throws {
        let pool = try V4L2BufferPool(of: device, count: 3, bytes: 1)
        var loan = pool.lend(slot: 1)
        unsafe loan?.withMutableBytes { bytes in unsafe bytes.storeBytes(of: 0x5A, as: UInt8.self) }
        let freed = unsafe [0, 2].map { unsafe pool.bytes(ofSlot: $0) }
        pool.retire()
        // The others are unmapped at once.
        #expect(unsafe freed.allSatisfy { unsafe !isMapped($0) })
        let calls = device.calls.count
        let byte = unsafe loan?.withBytes { bytes in unsafe bytes.load(as: UInt8.self) }
        #expect(byte == 0x5A)
        let held = unsafe pool.bytes(ofSlot: 1)
        #expect(unsafe isMapped(held))
        _ = loan.take()
        #expect(unsafe !isMapped(held))
        #expect(device.calls.count == calls)
    }

    @Test func `a driver whose buffers are smaller than its pictures is refused`() {
        #expect(throws: SystemError("VIDIOC_REQBUFS", number: ENOBUFS)) {
            try V4L2BufferPool(of: device, count: 4, bytes: 6_145)
        }
    }

    @Test func `a driver without buffers is refused`() {
        var abilities = FakeDevice.Abilities()
        abilities.mostBuffers = 0
        #expect(throws: SystemError("VIDIOC_REQBUFS", number: ENOBUFS)) {
            try V4L2BufferPool(of: FakeDevice(abilities), count: 4, bytes: 1)
        }
    }
}
