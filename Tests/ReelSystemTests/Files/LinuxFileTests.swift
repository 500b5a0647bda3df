import Foundation
import TestSupport
import Testing

@testable import ReelSystem

struct LinuxFileTests {
    private let directory: TemporaryDirectory
    private let files = LinuxFileSystem()

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// What is on the disk, by another reader.
    private func contents(_ path: String) throws -> [UInt8] {
        try [UInt8](FileHandle(forReadingFrom: URL(filePath: path)).readToEnd() ?? Data())
    }

    @Test(arguments: [1, 1_023, 1_024, 1_025, 3_000])
    func `more chunks than one call takes are written in order`(count: Int) throws {
        let path = directory("vectors")
        let file = try files.create(path)
        // Chunks of 0, 1 and 2 bytes; the empty ones must not end the write.
        let bytes = (0..<2 * count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var expected: [UInt8] = []
        try unsafe bytes.withUnsafeBytes { all in
            var chunks = unsafe [UnsafeRawBufferPointer]()
            for index in 0..<count {
                let chunk = unsafe UnsafeRawBufferPointer(rebasing: all[2 * index..<2 * index + index % 3])
                unsafe chunks.append(chunk)
                unsafe expected += Array(chunk)
            }
            try unsafe file.write(chunks, at: 5)
        }
        try file.close()
        #expect(try contents(path) == [0, 0, 0, 0, 0] + expected || expected.isEmpty)
    }

    @Test func `positions go on from chunk to chunk`() throws {
        let path = directory("large")
        let file = try files.create(path)
        let bytes = (0..<3 << 20).map { UInt8(truncatingIfNeeded: $0 ^ ($0 >> 9)) }
        try unsafe bytes.withUnsafeBytes { all in
            let halves = unsafe [
                UnsafeRawBufferPointer(rebasing: all[..<1_000_001]), .init(rebasing: all[1_000_001...]),
            ]
            try unsafe file.write(halves, at: 0)
        }
        #expect(try file.size() == 3 << 20)
        try file.close()
        #expect(try contents(path) == bytes)
    }

    @Test(arguments: [
        (0, 0, [3, 0, 4]), (2, 0, [1, 0, 4]), (3, 2, [0, 0, 4]), (4, 2, [0, 0, 3]), (6, 2, [0, 0, 1]),
        (7, 3, [0, 0, 0]),
    ])
    func `a write that was cut short goes on at the byte behind the last one`(
        written: Int, next: Int, left: [Int]
    ) {
        var bytes: [UInt8] = Array(1...7)
        unsafe bytes.withUnsafeMutableBytes { all in
            // Chunks of 3, 0 and 4 bytes.
            let start = all.baseAddress
            var vectors = unsafe [
                iovec(iov_base: start, iov_len: 3), iovec(iov_base: start, iov_len: 0),
                iovec(iov_base: start.map { unsafe $0 + 3 }, iov_len: 4),
            ]
            unsafe #expect(LinuxFile.advance(&vectors, from: 0, by: written) == next)
            for (index, count) in left.enumerated().dropFirst(next) {
                unsafe #expect(vectors[index].iov_len == count)
                // The bytes that are left are those behind what was written.
                let first = unsafe vectors[index].iov_base.map { unsafe $0 - (start ?? $0) }
                #expect(count == 0 || first == max(written, index == 2 ? 3 : 0))
            }
        }
    }

    @Test func `reading gives fewer bytes only at the end`() throws {
        let file = try files.create(directory("short"))
        try file.write([1, 2, 3, 4, 5], at: 0)
        #expect(try file.read(count: 3, at: 1) == [2, 3, 4])
        #expect(try file.read(count: 10, at: 3) == [4, 5])
        #expect(try file.read(count: 10, at: 5) == [])
        #expect(try file.read(count: 0, at: 0) == [])
        try file.close()
    }

    @Test func `reserved room does not change the size, and a truncated file ends where it was told`() throws {
        let file = try files.create(directory("room"))
        try file.write([1, 2, 3], at: 0)
        try file.allocate(offset: 0, length: 1 << 20)
        #expect(try file.size() == 3)
        try file.synchronizeData()
        try file.truncate(to: 1)
        #expect(try file.size() == 1)
        try file.truncate(to: 4)
        #expect(try file.read(count: 9, at: 0) == [1, 0, 0, 0])
        try file.close()
    }

    @Test func `a file is locked by one descriptor at a time, and free when that is closed`() throws {
        let path = directory("alive")
        let first = try files.create(path)
        let second = try files.open(path)
        #expect(try first.lock())
        #expect(try first.lock())
        #expect(try !second.lock())
        try first.close()
        #expect(try second.lock())
        try second.close()
    }

    @Test func `a device that is full says so with its errno`() throws {
        let full = try files.open("/dev/full")
        let error = #expect(throws: SystemError.self) { try full.write([1], at: 0) }
        #expect(error?.call == "write" && error?.subject == "/dev/full" && error?.number == ENOSPC)
        #expect(error?.description == "write /dev/full: No space left on device")
        try full.close()
    }
}
