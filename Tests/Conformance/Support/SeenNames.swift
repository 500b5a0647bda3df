import Foundation
import Synchronization
import Testing

/// The names that a directory held at several moments.
final class SeenNames: Sendable {
    private let seen = Mutex<[[String]]>([])

    var last: [String]? { seen.withLock { $0.last } }

    func look(in directory: String) {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            seen.withLock { $0.append(names) }
        } catch {
            Issue.record(error)
        }
    }
}
