import ReelModel

/// Packets that wait to be written together, and the gathering of their bytes without a copy.
///
/// The memory for the packets grows to the largest batch and is then used again and again.
@safe
struct PacketBatch: ~Copyable {
    /// What is known of a packet without its bytes.
    struct Entry: Hashable {
        var track: Int
        var presentationTime: Int64
        var decodeTime: Int64
        var duration: Int64
        var isKeyframe: Bool
        var byteCount: Int
        /// When the packet came to the writer.
        var arrival: MediaTime
    }

    /// The waiting packets in the order in which they came.
    private(set) var entries: [Entry] = []
    private var packets: UnsafeMutablePointer<EncodedPacket>
    private var capacity: Int
    /// Used again for each gathering; holds no pointer between two of them.
    private var chunks: [UnsafeRawBufferPointer] = unsafe []

    init(capacity: Int = 64) {
        self.capacity = capacity
        unsafe packets = .allocate(capacity: capacity)
    }

    var count: Int { entries.count }
    var isEmpty: Bool { entries.isEmpty }

    mutating func append(_ packet: consuming EncodedPacket, at arrival: MediaTime) {
        if count == capacity { grow() }
        let entry = Entry(
            track: packet.track, presentationTime: packet.presentationTime, decodeTime: packet.decodeTime,
            duration: packet.duration, isKeyframe: packet.isKeyframe, byteCount: packet.byteCount, arrival: arrival)
        unsafe (packets + count).initialize(to: packet)
        entries.append(entry)
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<EncodedPacket>.allocate(capacity: capacity * 2)
        unsafe larger.moveInitialize(from: packets, count: count)
        unsafe packets.deallocate()
        unsafe packets = larger
        capacity *= 2
    }

    /// Appends the framing and the bytes of packets to `file` in one gathering write, in the given order.
    ///
    /// Before the packet `order[i]` come the bytes of `framing` from `frameEnds[i - 1]` to `frameEnds[i]`; what is left of
    /// `framing` comes last.
    mutating func append(
        _ order: [Int], framing: [UInt8], frameEnds: [Int], to file: GrowingFile
    ) throws(RecorderError) {
        precondition(order.count == frameEnds.count, "each packet has a place in the framing")
        let result = unsafe framing.withUnsafeBytes { frame in
            var start = 0
            for (index, end) in zip(order, frameEnds) {
                if end > start { unsafe chunks.append(UnsafeRawBufferPointer(rebasing: frame[start..<end])) }
                start = end
                // The bytes stay where they are for as long as the packet's loan, which the batch holds meanwhile.
                unsafe packets[index].withBytes { unsafe chunks.append($0) }
            }
            if start < frame.count { unsafe chunks.append(UnsafeRawBufferPointer(rebasing: frame[start...])) }
            defer { unsafe chunks.removeAll(keepingCapacity: true) }
            return Result { () throws(RecorderError) in try unsafe file.append(chunks) }
        }
        try result.get()
    }

    /// Ends the packets at these places; the others keep their order.
    mutating func remove(_ places: some Sequence<Int>) {
        var isGone = [Bool](repeating: false, count: count)
        for place in places { isGone[place] = true }
        var kept = 0
        for index in 0..<count {
            if isGone[index] {
                unsafe (packets + index).deinitialize(count: 1)
            } else {
                if kept != index {
                    unsafe (packets + kept).moveInitialize(from: packets + index, count: 1)
                    entries[kept] = entries[index]
                }
                kept += 1
            }
        }
        entries.removeLast(count - kept)
    }

    mutating func removeAll() {
        unsafe packets.deinitialize(count: count)
        entries.removeAll(keepingCapacity: true)
    }

    deinit {
        unsafe packets.deinitialize(count: entries.count)
        unsafe packets.deallocate()
    }
}
