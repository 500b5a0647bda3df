import ReelSystem
import Synchronization
import Testing

struct BoundedQueueTests {
    @Test func `elements come out in the order in which they went in`() {
        let queue = BoundedQueue<Int>(capacity: 4)
        for round in 0..<3 {
            for number in 0..<4 { #expect(queue.push(round * 4 + number) == .accepted) }
            #expect(queue.count == 4)
            for number in 0..<4 { #expect(queue.next() == round * 4 + number) }
        }
    }

    @Test func `a full queue refuses and keeps what it has`() {
        let queue = BoundedQueue<Int>(capacity: 2)
        #expect(queue.push(1) == .accepted && queue.push(2) == .accepted)
        #expect(queue.push(3) == .full)
        #expect(queue.next() == 1 && queue.next() == 2)
    }

    @Test func `a closed queue gives what it has, then says that nothing comes`() {
        let queue = BoundedQueue<Int>(capacity: 2)
        #expect(queue.push(1) == .accepted)
        queue.close()
        #expect(queue.push(2) == .closed)
        #expect(!queue.pushWaiting(3))
        #expect(queue.next() == 1)
        guard case .closed = queue.pop() else {
            Issue.record("a closed, empty queue did not say so")
            return
        }
    }

    @Test func `an empty queue is waited for only as long as was said`() {
        let queue = BoundedQueue<Int>(capacity: 1)
        guard case .timedOut = queue.pop(timeout: .milliseconds(1)) else {
            Issue.record("nothing can have come")
            return
        }
    }

    @Test func `one thread waits for room, the other for elements, and none is lost`() throws {
        let queue = BoundedQueue<Int>(capacity: 3)
        let producer = try NamedThread("producer") {
            for number in 0..<10_000 { queue.pushWaiting(number) }
            queue.close()
        }
        var received: [Int] = []
        while let number = queue.next() { received.append(number) }
        producer.join()
        #expect(received == Array(0..<10_000))
    }

    @Test func `closing wakes a producer that waits for room`() throws {
        let queue = BoundedQueue<Int>(capacity: 1)
        #expect(queue.push(0) == .accepted)
        let accepted = Shared<Bool?>(nil)
        let producer = try NamedThread("producer") {
            let isAccepted = queue.pushWaiting(1)
            accepted.value = isAccepted
        }
        queue.close()
        producer.join()
        #expect(accepted.value == false)
    }

    @Test func `several producers and consumers share every element once`() throws {
        let queue = BoundedQueue<Int>(capacity: 8)
        let sum = Sum()
        let consumers = try (0..<3).map { index in
            try NamedThread("consumer \(index)") {
                while let number = queue.next() { sum.value.add(number, ordering: .relaxed) }
            }
        }
        let producers = try (0..<3).map { index in
            try NamedThread("producer \(index)") {
                for number in 1...3_000 { queue.pushWaiting(number) }
            }
        }
        for producer in producers { producer.join() }
        queue.close()
        for consumer in consumers { consumer.join() }
        #expect(sum.value.load(ordering: .relaxed) == 3 * 3_000 * 3_001 / 2)
    }

    @Test func `elements that are refused or left behind end exactly once`() {
        let ended = EndCounter()
        do {
            let queue = BoundedQueue<Tracked>(capacity: 2)
            // Apart from #expect, which takes only what can be copied.
            let results = (0..<3).map { _ in queue.push(Tracked(counter: ended)) }
            #expect(results == [.accepted, .accepted, .full])
            #expect(ended.count == 1)
            queue.close()
            let refused = queue.push(Tracked(counter: ended))
            let isAccepted = queue.pushWaiting(Tracked(counter: ended))
            #expect(refused == .closed && !isAccepted)
            #expect(ended.count == 3)
            if case .element(let element) = queue.pop() { _ = consume element }
            #expect(ended.count == 4)
        }
        #expect(ended.count == 5)
    }
}

extension BoundedQueue where Element == Int {
    /// The next element, nil when the queue is closed and empty.
    fileprivate func next() -> Int? {
        switch pop() {
        case .element(let number): number
        case .timedOut: nil
        case .closed: nil
        }
    }
}

/// A number that several threads add to.
private final class Sum: Sendable {
    let value = Atomic(0)
}
