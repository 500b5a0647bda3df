import ReelModel
import ReelSystem
import Synchronization

/// The queue of 256 packets before the writer, which closes when the last pump has ended.
final class WriterQueue: Sendable {
    static let depth = 256

    private let queue = BoundedQueue<EncodedPacket>(capacity: depth)
    private let pumps: Atomic<Int>

    init(pumps: Int) {
        self.pumps = Atomic(pumps)
    }

    var count: Int { queue.count }

    /// Hands a packet over, waiting for room: behind a slow disk the pumps wait, and the inlets before them count.
    func push(_ packet: consuming EncodedPacket) {
        queue.pushWaiting(packet)
    }

    func pop(timeout: Duration) -> BoundedQueue<EncodedPacket>.PopResult {
        queue.pop(timeout: timeout)
    }

    /// One pump has handed over its last packet.
    func pumpEnded() {
        if pumps.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { queue.close() }
    }
}
