import Glibc
import ReelSystem
import Synchronization
import Testing

struct NamedThreadTests {
    @Test(arguments: [("writer", "writer"), ("a name longer than 15 bytes", "a name longer t"), ("", "")])
    func `a thread bears its name, cut where the kernel cuts it`(name: String, shown: String) throws {
        let seen = Mutex("")
        let thread = try NamedThread(name) {
            let own = try? LinuxFileSystem().open("/proc/thread-self/comm").read(count: 64, at: 0)
            seen.withLock { $0 = String(decoding: own ?? [], as: UTF8.self) }
        }
        thread.join()
        #expect(seen.withLock { $0 } == shown + "\n")
    }

    @Test func `a thread that nobody joins runs all the same`() throws {
        let queue = BoundedQueue<Int>(capacity: 1)
        _ = try NamedThread("detached") { _ = queue.push(7) }
        guard case .element(7) = queue.pop(timeout: .seconds(60)) else {
            Issue.record("the thread did not run")
            return
        }
    }
}
