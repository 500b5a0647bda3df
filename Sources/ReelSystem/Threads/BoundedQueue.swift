/// A ring of at most `capacity` elements between threads; elements are moved in and out, never copied.
///
/// Nothing is allocated after `init`. Closing lets what is inside be taken and refuses the rest.
public final class BoundedQueue<Element: ~Copyable & Sendable>: Sendable {
    /// What became of an element that was pushed.
    public enum PushResult: Sendable {
        case accepted
        /// The queue was full; the element has ended.
        case full
        /// The queue is closed; the element has ended.
        case closed
    }

    /// What a pop brought.
    public enum PopResult: ~Copyable, Sendable {
        case element(Element)
        /// Nothing came in time.
        case timedOut
        /// The queue is closed and empty: nothing will come.
        case closed
    }

    private let ring: WaitableMutex<Ring<Element>>
    public let capacity: Int

    public init(capacity: Int) {
        self.capacity = capacity
        ring = WaitableMutex(Ring(capacity: capacity))
    }

    public var count: Int { ring.withLock { $0.count } }

    /// Appends without waiting; a full queue ends the element and says so.
    public func push(_ element: consuming Element) -> PushResult {
        var moved: Element? = consume element
        return ring.update { ring in
            if ring.isClosed { return .closed }
            guard ring.count < ring.capacity, let element = moved.take() else { return .full }
            ring.append(element)
            return .accepted
        }
    }

    /// Appends, waiting for room; false when the queue was closed, which has ended the element.
    @discardableResult
    public func pushWaiting(_ element: consuming Element) -> Bool {
        var moved: Element? = consume element
        return ring.wait(
            until: { $0.isClosed || $0.count < $0.capacity },
            then: { ring in
                guard !ring.isClosed, let element = moved.take() else { return false }
                ring.append(element)
                return true
            })
    }

    /// Takes the oldest element, waiting for one until `timeout` has passed (nil: until one comes or the queue closes).
    public func pop(timeout: Duration? = nil) -> PopResult {
        ring.wait(
            until: { $0.isClosed || $0.count > 0 }, timeout: timeout,
            then: { ring in
                if ring.count > 0 { return .element(ring.removeFirst()) }
                return ring.isClosed ? .closed : .timedOut
            })
    }

    /// Refuses what comes from now on; what is inside can still be taken.
    public func close() {
        ring.update { $0.isClosed = true }
    }
}
