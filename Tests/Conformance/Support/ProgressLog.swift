import ReelSinkKit
import Synchronization

/// What a sink said of its progress, in order.
final class ProgressLog: Sendable {
    private let reports = Mutex<[Int64]>([])

    var bytes: [Int64] { reports.withLock { $0 } }

    func append(_ progress: UploadProgress) { reports.withLock { $0.append(progress.bytes) } }
}
