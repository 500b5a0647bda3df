import CSystem
import Foundation
import ReelModel
import ReelSystem

/// Collects what a child writes to one of its streams, on a thread of its own, so that the child never blocks on it.
final class OutputCapture: Sendable {
    private struct State {
        var data = Data()
        var isAtEnd = false
    }

    private let state = WaitableMutex(State())
    private let writeEnd = Shared<Int32>(-1)

    /// Opens the pipe; `stream` is for the child.
    init() throws {
        var ends: [Int32] = [-1, -1]
        guard unsafe reel_pipe(&ends) == 0 else { throw SystemError("pipe2") }
        writeEnd.value = ends[1]
        let reader = FileDescriptor(owning: ends[0])
        let state = state
        _ = try NamedThread("capture") {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = retryingOnSignal { unsafe read(reader.number, &buffer, buffer.count) }
                state.update { state in
                    if count > 0 { state.data.append(contentsOf: buffer[..<count]) } else { state.isAtEnd = true }
                }
                if count <= 0 { return }
            }
        }
    }

    var stream: ChildProcess.Stream { .descriptor(writeEnd.value) }

    /// Closes our copy of the child's end, once the child has been started or could not be; more than once does no harm.
    func childStarted() {
        let number = writeEnd.value
        writeEnd.value = -1
        if number >= 0 { close(number) }
    }

    /// Waits until `text` has come; false when the stream ended or `limit` passed first.
    func wait(for text: String, limit: Duration) -> Bool {
        let wanted = Data(text.utf8)
        return state.wait(
            until: { $0.isAtEnd || $0.data.range(of: wanted) != nil }, timeout: limit,
            then: { $0.data.range(of: wanted) != nil })
    }

    /// Waits until `text` has come once more than it has by now; false when the stream ended or `limit` passed first.
    func waitForNext(_ text: String, limit: Duration) -> Bool {
        let wanted = Data(text.utf8)
        let end = state.withLock { $0.data.endIndex }
        return state.wait(
            until: { $0.isAtEnd || $0.data[end...].range(of: wanted) != nil }, timeout: limit,
            then: { $0.data[end...].range(of: wanted) != nil })
    }

    /// Everything, once the child has closed its end.
    func finish() -> Data {
        state.wait(until: { $0.isAtEnd }, then: { $0.data })
    }
}
