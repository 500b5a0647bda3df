import ReelSystem

/// Lets threads go on only when all have come.
final class Gate: Sendable {
    private let expected: Int
    private let arrived = WaitableMutex(0)

    init(expecting expected: Int) {
        self.expected = expected
    }

    /// Waits for the others, at most a minute; false when they did not come.
    func arriveAndWait() -> Bool {
        arrived.update { $0 += 1 }
        return arrived.wait(until: { $0 >= expected }, timeout: .seconds(60), then: { $0 >= expected })
    }
}
