import ReelModel
import ReelSystem
import Testing

struct WaitableMutexTests {
    @Test func `a wait ends at its time-out, not before`() {
        let mutex = WaitableMutex(0)
        let clocks = SystemClocks()
        for timeout in [Duration.zero, .milliseconds(3), .milliseconds(40)] {
            let start = clocks.monotonic
            let value = mutex.wait(until: { $0 > 0 }, timeout: timeout, then: { $0 })
            let waited = clocks.monotonic - start
            #expect(value == 0)
            #expect(waited >= timeout)
            #expect(waited < timeout + .seconds(5))
        }
    }

    @Test func `what is ready is not waited for`() {
        let mutex = WaitableMutex(1)
        let start = SystemClocks().monotonic
        #expect(mutex.wait(until: { $0 > 0 }, timeout: .seconds(60), then: { $0 }) == 1)
        #expect(SystemClocks().monotonic - start < .seconds(30))
    }

    @Test func `an update wakes whoever waits, and the body runs under the same lock`() throws {
        let mutex = WaitableMutex(0)
        let threads = try (0..<4).map { index in
            try NamedThread("waiter \(index)") {
                for _ in 0..<500 {
                    mutex.wait(until: { $0 % 4 == index }, then: { $0 += 1 })
                }
            }
        }
        for thread in threads { thread.join() }
        #expect(mutex.withLock { $0 } == 2_000)
    }

    @Test func `what a body throws comes out, and the lock is free again`() {
        let mutex = WaitableMutex(0)
        #expect(throws: SystemError.self) {
            try mutex.update { (_) throws(SystemError) in throw SystemError("test", number: 5) }
        }
        #expect(mutex.withLock { $0 } == 0)
    }
}
