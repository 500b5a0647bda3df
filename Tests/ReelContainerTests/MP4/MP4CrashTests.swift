import Foundation
import Glibc
import ReelModel
import ReelSystem
import TestSupport
import Testing

@testable import ReelContainer

/// MP4 recordings that are cut off or run out of room, operation by operation.
struct MP4CrashTests {
    private static let old = DiskImage(files: ["talk.mp4": Array("an older recording".utf8)])

    /// Every operation of a recording of the whole sample.
    private static let operations = Result {
        let fileSystem = MemoryFileSystem(old)
        var run = try RecordingRun(try SampleMedia.with(.reordered), to: "talk.mp4", in: fileSystem)
        try run.feed()
        _ = try run.writer.finish(as: "talk.mp4")
        return fileSystem.operations
    }

    /// The pictures and sounds that ffprobe finds in these bytes.
    private static func packetCounts(in bytes: [UInt8]) throws -> [Int] {
        let directory = try TemporaryDirectory()
        try Data(bytes).write(to: URL(filePath: directory("cut.mp4")))
        let packets = try MediaJudge(directory("cut.mp4")).packets()
        return (0...1).map { stream in packets.filter { $0.streamIndex == stream }.count }
    }

    @Test(arguments: [DiskImage.Unsynced.kept, .lost])
    func `after a stop at any operation the file plays up to the last sync`(unsynced: DiskImage.Unsynced) throws {
        let operations = try Self.operations.get()
        // Behind the second sync the index of the growing file and the first picture are safe.
        var best = [0, 0]
        for cut in 0...operations.count {
            var files = DiskImage(after: cut, of: operations, unsynced: unsynced).files
            // The image begins without the older file, which is no part of the recording's operations.
            guard let bytes = files.removeValue(forKey: ".talk.mp4.part") ?? files["talk.mp4"] else {
                #expect(best == [0, 0])
                continue
            }
            let isSafe = cut > 0 && operations[..<cut].contains { $0.kind == .synchronize }
            guard isSafe else { continue }
            let counts = try Self.packetCounts(in: bytes)
            #expect(counts[0] >= best[0] && counts[1] >= best[1], "less after operation \(cut) than before it")
            best = counts
        }
        #expect(best[0] == 120)
        #expect(best[1] >= 188)
    }

    @Test(arguments: 0..<5)
    func `the slot at the front never points at an index that is not whole`(seed: UInt64) throws {
        let operations = try Self.operations.get()
        var turned = 0
        for cut in 0...operations.count {
            for unsynced in [DiskImage.Unsynced.torn(seed: seed), .reordered(seed: seed), .kept, .lost] {
                let files = DiskImage(after: cut, of: operations, unsynced: unsynced).files
                if let whole = files["talk.mp4"] {
                    #expect(Self.hasWholeIndex(whole), "a name before the file was whole")
                }
                guard let bytes = files[".talk.mp4.part"] ?? files["talk.mp4"], bytes.count > 90 else { continue }
                let slot = Self.slotOffset(in: bytes)
                guard let slot, bytes[slot + 4..<slot + 8].elementsEqual("mdat".utf8) else { continue }
                turned += 1
                #expect(Self.hasWholeIndex(bytes), "operation \(cut), \(unsynced)")
            }
        }
        #expect(turned > 0)
    }

    private static func number(_ bytes: some Collection<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    /// Behind `ftyp` and the box with the recording's id.
    private static func slotOffset(in bytes: [UInt8]) -> Int? {
        let first = number(bytes[0..<4])
        guard first > 0, first + 4 <= bytes.count else { return nil }
        let slot = first + number(bytes[first..<first + 4])
        return slot + 16 <= bytes.count ? slot : nil
    }

    private static func hasWholeIndex(_ bytes: [UInt8]) -> Bool {
        guard let slot = slotOffset(in: bytes), number(bytes[slot..<slot + 4]) == 1 else { return false }
        let index = slot + number(bytes[slot + 8..<slot + 16])
        guard index + 8 <= bytes.count, bytes[index + 4..<index + 8].elementsEqual("moov".utf8) else { return false }
        return index + number(bytes[index..<index + 4]) == bytes.count
    }

    @Test(arguments: [ENOSPC, EDQUOT, EIO, EROFS])
    func `a failure of any operation is told and costs nothing that was there`(error: Int32) throws {
        let count = try Self.operations.get().count
        #expect(count > 20)
        let media = try SampleMedia.with(.reordered)
        for failing in 0..<count {
            let fileSystem = MemoryFileSystem(Self.old, failing: { number, _ in number >= failing ? error : nil })
            #expect(throws: RecorderError.self) {
                var run = try RecordingRun(media, to: "talk.mp4", in: fileSystem)
                do {
                    try run.feed()
                    _ = try run.writer.finish(as: "talk.mp4")
                } catch {
                    run.writer.abandon()
                    throw error
                }
            }
            let names = try fileSystem.names(inDirectory: ".")
            let bytes = try #require(fileSystem.image.files["talk.mp4"])
            // Whole and new only when nothing but the last directory sync failed.
            let isOld = bytes == Self.old.files["talk.mp4"]
            #expect(isOld || (failing == count - 1 && Self.hasWholeIndex(bytes)), "operation \(failing): \(names)")
            #expect(!fileSystem.isLocked(".talk.mp4.part"))
        }
    }

    @Test func `every failure has its code and a sentence that names the file`() throws {
        let expected: [(Int32, RecorderError.Code)] = [
            (ENOSPC, .noRoom), (EDQUOT, .noRoom), (EFBIG, .noRoom), (EACCES, .notWritable), (EPERM, .notWritable),
            (EROFS, .notWritable), (ENOENT, .notWritable), (ENOTDIR, .notWritable), (ENAMETOOLONG, .notWritable),
            (EISDIR, .notWritable), (EXDEV, .notWritable), (EIO, .writeFailed), (ESTALE, .writeFailed),
        ]
        for (number, code) in expected {
            let error = RecorderError(SystemError("write", on: "x", number: number), writing: "/srv/talk.mp4")
            #expect(error.code == code)
            #expect(error.message.contains("/srv/talk.mp4"))
            #expect(error.cause != nil)
        }
    }

    @Test func `a full disk ends in a whole file once there is room for the index`() throws {
        let media = try SampleMedia.with(.reordered)
        let room = Room()
        let fileSystem = MemoryFileSystem(
            Self.old, failing: { number, kind in kind == .write && number > 14 && room.isGone ? ENOSPC : nil })
        var run = try RecordingRun(media, to: "talk.mp4", in: fileSystem)
        let error = #expect(throws: RecorderError.self) { try run.feed() }
        #expect(error?.code == .noRoom)
        // Whoever sees the error frees what was reserved.
        room.free()
        let finished = try #require(try run.writer.finish(as: "talk.mp4"))
        let bytes = try #require(fileSystem.image.files["talk.mp4"])
        #expect(Self.hasWholeIndex(bytes))
        #expect(Int64(bytes.count) == finished.bytes)
        let counts = try Self.packetCounts(in: bytes)
        #expect(counts[0] > 30)
        let directory = try TemporaryDirectory()
        try Data(bytes).write(to: URL(filePath: directory("talk.mp4")))
        let judge = MediaJudge(directory("talk.mp4"))
        #expect(try judge.decodingErrors() == "")
        let packets = try judge.packets()
        expectPackets(packets, stream: 0, equal: Array(media.packets(of: 0).prefix(counts[0])), of: media)
    }

    /// Room on a disk, as a test gives it.
    private final class Room: @unchecked Sendable {
        // Used by one thread.
        private(set) var isGone = true
        func free() { isGone = false }
    }

    @Test func `a recording without a packet leaves nothing`() throws {
        let fileSystem = MemoryFileSystem(Self.old)
        var run = try RecordingRun(try SampleMedia.with(.inOrder).changed { _ in nil }, to: "talk.mp4", in: fileSystem)
        try run.feed(until: .seconds(1))
        #expect(try run.writer.finish(as: "talk.mp4") == nil)
        #expect(fileSystem.image == Self.old)
    }

    @Test func `a writer that is dropped leaves its file for recovery and lets go of the lock`() throws {
        let fileSystem = MemoryFileSystem(Self.old)
        do {
            var run = try RecordingRun(try SampleMedia.with(.inOrder), to: "talk.mp4", in: fileSystem)
            try run.feed(until: .seconds(2))
            #expect(fileSystem.isLocked(".talk.mp4.part"))
        }
        #expect(!fileSystem.isLocked(".talk.mp4.part"))
        let bytes = try #require(fileSystem.image.files[".talk.mp4.part"])
        #expect(try Self.packetCounts(in: bytes)[0] > 40)
    }
}
