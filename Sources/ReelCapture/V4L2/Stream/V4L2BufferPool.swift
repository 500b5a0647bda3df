import Glibc
import ReelModel
import ReelSystem
import Synchronization

/// A camera's mapped buffers, lent out as they are filled and queued again when their last loan ends.
///
/// Once retired, nothing is queued any more; a buffer that is still lent stays mapped until its last loan ends, the
/// others are unmapped at once. `lend`, `requeueRefused` and `retire` are for the capturing side; the rest may be
/// called from any thread.
///
/// `@unchecked Sendable`: `regions` never changes after `init`; everything else is under `state`'s lock; the bytes of
/// a slot belong to the driver while it is queued and to its loans while it is lent.
@safe
final class V4L2BufferPool: BufferStorage, @unchecked Sendable {
    private struct State {
        /// Nil once retired.
        var device: (any CaptureDevice)?
        var buffers: [MappedBuffer?]
        /// How many loans of each slot there are.
        var loans: [Int]
        /// Neither lent nor queued, because the driver refused them.
        var refused: [Int]
    }

    /// How many buffers there are.
    let count: Int
    /// The bytes of the smallest buffer.
    let smallestBuffer: Int
    private let regions: [UnsafeMutableRawBufferPointer]
    private let state: Mutex<State>
    // Read at every picture, so it does not take the lock.
    private let refusals = Atomic<Int>(0)

    /// Asks `device` for `count` buffers of at least `bytes` bytes, maps what it gives and queues them all.
    ///
    /// Fails with ENOBUFS when the driver's buffers are smaller than its own pictures.
    init(of device: any CaptureDevice, count: Int, bytes: Int) throws(SystemError) {
        let given = try device.requestBuffers(count)
        var buffers: [MappedBuffer?] = []
        for index in 0..<given { buffers.append(try device.mapBuffer(index)) }
        unsafe regions = buffers.compactMap { unsafe $0?.bytes }
        self.count = given
        unsafe smallestBuffer = regions.map(\.count).min() ?? 0
        guard given > 0, smallestBuffer >= bytes else { throw SystemError("VIDIOC_REQBUFS", number: ENOBUFS) }
        for index in 0..<given { try device.queueBuffer(index) }
        var refused: [Int] = []
        // Release runs on any thread and must not allocate.
        refused.reserveCapacity(given)
        state = Mutex(
            State(device: device, buffers: buffers, loans: Array(repeating: 0, count: given), refused: refused))
    }

    /// Whether every buffer is lent, so that the driver has none to fill.
    var isExhausted: Bool { state.withLock { state in state.loans.allSatisfy { $0 > 0 } } }

    /// Whether the driver refused to take a buffer back.
    var hasRefused: Bool { refusals.load(ordering: .relaxed) > 0 }

    /// Lends a slot that the driver has just filled; nil when the driver names one that it does not have.
    func lend(slot: Int) -> BufferLoan? {
        let isFree = state.withLock { state in
            guard state.loans.indices.contains(slot), state.loans[slot] == 0 else { return false }
            state.loans[slot] = 1
            return true
        }
        return isFree ? BufferLoan(takingOver: slot, of: self) : nil
    }

    /// Offers the driver again what it refused.
    func requeueRefused() {
        state.withLock { state in
            guard let device = state.device else { return }
            state.refused.removeAll { Self.queue($0, on: device) }
            refusals.store(state.refused.count, ordering: .relaxed)
        }
    }

    /// Ends the camera's part: lets go of the device and of every buffer that nobody holds.
    func retire() {
        state.withLock { state in
            state.device = nil
            state.refused.removeAll(keepingCapacity: true)
            refusals.store(0, ordering: .relaxed)
            for slot in state.buffers.indices where state.loans[slot] == 0 { state.buffers[slot] = nil }
        }
    }

    @unsafe func bytes(ofSlot slot: Int) -> UnsafeMutableRawBufferPointer {
        unsafe regions[slot]
    }

    func retain(slot: Int) {
        state.withLock { $0.loans[slot] += 1 }
    }

    func release(slot: Int) {
        state.withLock { state in
            state.loans[slot] -= 1
            guard state.loans[slot] == 0 else { return }
            guard let device = state.device else {
                state.buffers[slot] = nil
                return
            }
            if !Self.queue(slot, on: device) {
                state.refused.append(slot)
                refusals.store(state.refused.count, ordering: .relaxed)
            }
        }
    }

    /// False when the driver refuses. A dead device says so to the capture thread too, which ends the source; any
    /// other refusal may pass, so the buffer is offered again.
    private static func queue(_ slot: Int, on device: any CaptureDevice) -> Bool {
        do {
            try device.queueBuffer(slot)
            return true
        } catch {
            return false
        }
    }
}
