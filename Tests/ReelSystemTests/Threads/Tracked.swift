import Synchronization

/// Counts the ends of `Tracked` values.
final class EndCounter: Sendable {
    private let ends = Atomic(0)

    var count: Int { ends.load(ordering: .relaxed) }

    func add() { ends.add(1, ordering: .relaxed) }
}

/// A noncopyable value whose end is counted.
struct Tracked: ~Copyable, Sendable {
    let counter: EndCounter
    var number = 0

    deinit { counter.add() }
}
