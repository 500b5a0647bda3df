import CFFmpeg
import ReelModel
import Synchronization

/// A fixed number of libavcodec's packets, allocated once and lent out with the bytes that an encoder put into them.
///
/// `@unchecked Sendable`: the packets' addresses never change after `init`; which is free is decided under `state`'s
/// lock; a lent packet is only read, but by the encoder's thread before its first loan and by the last release.
@safe
final class PacketPool: BufferStorage, @unchecked Sendable {
    private struct State {
        var free: [Int]
        var loans: [Int]
    }

    private let packets: UnsafeMutableBufferPointer<UnsafeMutablePointer<AVPacket>>
    private let state: Mutex<State>

    /// Allocates `slots` empty packets of about 100 bytes; an encoder brings the memory of each picture or sound.
    init(slots: Int) {
        unsafe packets = .allocate(capacity: slots)
        for slot in 0..<slots {
            guard let packet = unsafe av_packet_alloc() else { fatalError("no memory for an empty packet") }
            unsafe packets.initializeElement(at: slot, to: packet)
        }
        state = Mutex(State(free: Array(0..<slots), loans: Array(repeating: 0, count: slots)))
    }

    /// Takes a free slot for an encoder to fill; nil when every one is lent.
    ///
    /// Whoever takes one counts as its first loan and ends it with `release`, or passes it on as a `BufferLoan`.
    func take() -> Int? {
        state.withLock { state in
            guard let slot = state.free.popLast() else { return nil }
            state.loans[slot] = 1
            return slot
        }
    }

    /// The packet of a slot that was taken. Only for the encoder's thread, before the slot is lent.
    @unsafe func packet(ofSlot slot: Int) -> UnsafeMutablePointer<AVPacket> {
        unsafe packets[slot]
    }

    @unsafe func bytes(ofSlot slot: Int) -> UnsafeMutableRawBufferPointer {
        let packet = unsafe packets[slot].pointee
        return unsafe UnsafeMutableRawBufferPointer(start: packet.data, count: Int(packet.size))
    }

    func retain(slot: Int) {
        state.withLock { $0.loans[slot] += 1 }
    }

    func release(slot: Int) {
        let isLast = state.withLock { state in
            state.loans[slot] -= 1
            return state.loans[slot] == 0
        }
        guard isLast else { return }
        // Outside the lock, since it frees memory; nobody else can reach the slot before it is back in the list.
        unsafe av_packet_unref(packets[slot])
        state.withLock { $0.free.append(slot) }
    }

    deinit {
        for slot in unsafe packets.indices {
            var packet: UnsafeMutablePointer<AVPacket>? = unsafe packets[slot]
            unsafe av_packet_free(&packet)
        }
        unsafe packets.deallocate()
    }
}
