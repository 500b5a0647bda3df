import Foundation
import ReelSinkKit
import TestSupport

/// A finished file as a recording leaves it, to be delivered.
struct SourceFile: Sendable {
    let place: TemporaryDirectory
    let path: String
    let bytes: [UInt8]

    /// A file of `size` bytes; `seed` makes different files.
    ///
    /// A pattern whose length, a prime, divides no block size: bytes that land in a wrong place are noticed.
    init(size: Int, seed: UInt64 = 1) throws {
        var state = seed
        let pattern = (0..<min(size, 65_521)).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size + pattern.count)
        while bytes.count < size { bytes += pattern }
        bytes.removeLast(bytes.count - size)
        self.bytes = bytes
        place = try TemporaryDirectory()
        path = place("source")
        try Data(bytes).write(to: URL(filePath: path))
    }

    func upload(to key: ObjectKey) -> Upload {
        Upload(path: path, size: Int64(bytes.count), key: key, contentType: "video/mp4", metadata: ["title": "a b"])
    }
}
