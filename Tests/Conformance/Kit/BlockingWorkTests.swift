import ReelSinkKit
import Testing

struct BlockingWorkTests {
    @Test func `more blocking work than there are processors goes on side by side`() async throws {
        // Each waits until all have begun; on the cooperative pool a few would wait for ever.
        let gate = Gate(expecting: 64)
        try await withThrowingTaskGroup { group in
            for _ in 0..<64 {
                group.addTask {
                    try await BlockingWork.run(onThread: "test") { (_) throws(SinkError) in
                        guard gate.arriveAndWait() else { throw SinkError(.failed, "not all came") }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `what the work throws comes out`() async {
        let error = await #expect(throws: SinkError.self) {
            try await BlockingWork.run(onThread: "test") { (_) throws(SinkError) in throw SinkError(.noRoom, "Full.") }
        }
        #expect(error?.code == .noRoom)
    }

    @Test func `a cancelled task tells its work, also when it was cancelled before`() async throws {
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return try await BlockingWork.run(onThread: "test") { (isCancelled) throws(SinkError) in isCancelled() }
        }
        #expect(try await task.value)
    }
}
