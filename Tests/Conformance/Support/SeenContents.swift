import Synchronization
import Testing

/// What a reader saw of an object, at several moments.
final class SeenContents: Sendable {
    private let seen = Mutex<[[UInt8]?]>([])

    var all: [[UInt8]?] { seen.withLock { $0 } }

    /// Keeps what `read` returns; an error of reading is an issue of the test.
    func look(_ read: () throws -> [UInt8]?) {
        do {
            let contents = try read()
            seen.withLock { $0.append(contents) }
        } catch {
            Issue.record(error)
        }
    }
}
