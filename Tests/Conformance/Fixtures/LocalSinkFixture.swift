import Foundation
import ReelSinkKit
import TestSupport
import Testing

extension SinkFixture {
    static let local = SinkFixture(
        scheme: "file", makeEmpty: { LocalPlace(place: try TemporaryDirectory()) },
        // Not even root may create files there.
        deniedAddress: "file:///sys/kernel", missingAddress: "file:///nonexistent/reel")
}

/// A directory, looked at with Foundation.
private struct LocalPlace: SinkPlace {
    let place: TemporaryDirectory

    var address: String { "file://\(place.path)" }

    func contents(of key: ObjectKey) throws -> [UInt8]? {
        let path = place(key.text)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try [UInt8](FileHandle(forReadingFrom: URL(filePath: path)).readToEnd() ?? Data())
    }

    func everything() throws -> [String] {
        let walk = try #require(FileManager.default.enumerator(atPath: place.path))
        return walk.compactMap { $0 as? String }.filter { name in
            var isDirectory: ObjCBool = false
            let exists = unsafe FileManager.default.fileExists(atPath: place(name), isDirectory: &isDirectory)
            return exists && !isDirectory.boolValue
        }
    }
}
