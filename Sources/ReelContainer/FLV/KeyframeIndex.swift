/// Where the keyframes of an FLV file stand: thinned so that it always fits into the room kept for it.
struct KeyframeIndex: Hashable {
    /// A keyframe's time and its tag's place.
    struct Entry: Hashable {
        /// Milliseconds.
        var time: Int64
        var offset: Int64
    }

    let capacity: Int
    private(set) var entries: [Entry] = []
    /// One keyframe of so many is kept.
    private var step = 1
    private var seen = 0

    init(capacity: Int) {
        precondition(capacity >= 2, "an index that can be thinned")
        self.capacity = capacity
        entries.reserveCapacity(capacity)
    }

    mutating func add(_ entry: Entry) {
        defer { seen += 1 }
        guard seen % step == 0 else { return }
        if entries.count == capacity {
            entries = stride(from: 0, to: entries.count, by: 2).map { entries[$0] }
            step *= 2
            guard seen % step == 0 else { return }
        }
        entries.append(entry)
    }
}
