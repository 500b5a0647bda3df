import Synchronization

/// Lets something happen a single time.
final class Once: Sendable {
    private let hasHappened = Atomic(false)

    func isFirst() -> Bool { !hasHappened.exchange(true, ordering: .relaxed) }
}
