import Synchronization

/// A fixed number of equally large buffers on the heap, lent out and taken back without an allocation.
///
/// `@unchecked Sendable`: the addresses never change after `init`; which slot is free is decided under `state`'s lock;
/// the bytes of a slot belong to its loans alone.
@safe
public final class HeapBufferPool: BufferStorage, @unchecked Sendable {
    private struct State {
        var free: [Int]
        var loans: [Int]
    }

    /// The bytes of one slot.
    public let slotBytes: Int
    private let memory: UnsafeMutableRawPointer
    private let state: Mutex<State>

    /// Allocates `slots` buffers of `slotBytes` bytes each, aligned to 64 bytes as vector code likes them.
    public init(slots: Int, slotBytes: Int) {
        precondition(slots > 0 && slotBytes > 0, "a pool lends at least one byte")
        self.slotBytes = slotBytes
        let stride = (slotBytes + 63) / 64 * 64
        unsafe memory = UnsafeMutableRawPointer.allocate(byteCount: stride * slots, alignment: 64)
        state = Mutex(State(free: Array(0..<slots), loans: Array(repeating: 0, count: slots)))
    }

    /// Lends a free slot, or nothing when all are out: the caller drops what it had and counts it.
    public func lend() -> BufferLoan? {
        let slot: Int? = state.withLock { state in
            guard let slot = state.free.popLast() else { return nil }
            state.loans[slot] = 1
            return slot
        }
        guard let slot else { return nil }
        return BufferLoan(takingOver: slot, of: self)
    }

    @unsafe public func bytes(ofSlot slot: Int) -> UnsafeMutableRawBufferPointer {
        let stride = (slotBytes + 63) / 64 * 64
        return unsafe UnsafeMutableRawBufferPointer(start: memory + slot * stride, count: slotBytes)
    }

    public func retain(slot: Int) {
        state.withLock { $0.loans[slot] += 1 }
    }

    public func release(slot: Int) {
        state.withLock { state in
            state.loans[slot] -= 1
            if state.loans[slot] == 0 { state.free.append(slot) }
        }
    }

    deinit {
        unsafe memory.deallocate()
    }
}
