import ReelSystem
import Synchronization
import Testing

struct LogTests {
    @Test func `what lies below the threshold is not even put together`() {
        let lines = Mutex<[String]>([])
        let log = Log(threshold: .warning) { level, text in lines.withLock { $0.append("\(level): \(text)") } }
        func expensive() -> String {
            Issue.record("the message of a level that nobody hears was put together")
            return ""
        }
        log(.info, expensive())
        log(.warning, "the disk is slow")
        log(.error, "the disk is full")
        #expect(lines.withLock { $0 } == ["warning: the disk is slow", "error: the disk is full"])
    }
}
