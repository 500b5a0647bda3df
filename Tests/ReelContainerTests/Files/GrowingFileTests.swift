import Foundation
import Glibc
import ReelModel
import ReelSystem
import TestSupport
import Testing

@testable import ReelContainer

struct GrowingFileTests {
    private let fileSystem = MemoryFileSystem(directories: ["/srv", "/srv/done"])

    private func open(_ path: String, _ replacement: ReplacementPolicy = .replace) throws -> GrowingFile {
        try GrowingFile(for: path, replacement: replacement, in: fileSystem)
    }

    private func put(_ path: String, _ text: String) throws {
        try fileSystem.create(path).write(Array(text.utf8), at: 0)
    }

    private func text(_ path: String) -> String? {
        fileSystem.image.files[path].map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `a file grows hidden beside its name and takes it at the end`() throws {
        let file = try open("/srv/talk.mp4")
        #expect(file.temporaryPath == "/srv/.talk.mp4.part")
        try file.append(Array("one ".utf8))
        try file.append(Array("two".utf8))
        try file.overwrite(Array("ONE".utf8), at: 0)
        #expect(file.size == 7)
        #expect(text("/srv/talk.mp4") == nil)
        #expect(try file.finish(as: "/srv/talk.mp4") == "/srv/talk.mp4")
        #expect(fileSystem.image.files.keys.sorted() == ["/srv/talk.mp4"])
        #expect(text("/srv/talk.mp4") == "ONE two")
    }

    @Test func `an unfinished recording of the same name is not touched`() throws {
        try put("/srv/.talk.mp4.part", "from a crash")
        let second = try open("/srv/talk.mp4")
        #expect(second.temporaryPath == "/srv/.talk.mp4.2.part")
        let third = try open("/srv/talk.mp4")
        #expect(third.temporaryPath == "/srv/.talk.mp4.3.part")
        #expect(text("/srv/.talk.mp4.part") == "from a crash")
    }

    @Test func `the lock is held while the file grows and let go at its end`() throws {
        let file = try open("/srv/talk.mp4")
        #expect(fileSystem.isLocked("/srv/.talk.mp4.part"))
        _ = try file.finish(as: "/srv/talk.mp4")
        #expect(!fileSystem.isLocked("/srv/talk.mp4"))
    }

    @Test func `another process sees a real file locked`() throws {
        let directory = try TemporaryDirectory()
        let file = try GrowingFile(for: directory("talk.mp4"), replacement: .replace, in: LinuxFileSystem())
        try file.append([1])
        let held = try Program.run("flock", ["--nonblock", file.temporaryPath, "true"])
        #expect(held.status == 1)
        _ = try file.finish(as: directory("talk.mp4"))
        let free = try Program.run("flock", ["--nonblock", directory("talk.mp4"), "true"])
        #expect(free.status == 0)
    }

    @Test func `data is synced before the rename and the directory after it`() throws {
        let file = try open("/srv/talk.mp4")
        try file.append([1])
        _ = try file.finish(as: "/srv/talk.mp4")
        #expect(
            fileSystem.operations.map(\.kind) == [
                .create, .synchronizeDirectory, .write, .synchronize, .rename, .synchronizeDirectory,
            ])
    }

    @Test func `the final name may differ and lie in another directory, which is synced too`() throws {
        let file = try open("/srv/talk.mp4")
        try file.append([1])
        #expect(try file.finish(as: "/srv/done/talk-0955.mp4") == "/srv/done/talk-0955.mp4")
        #expect(
            fileSystem.operations.suffix(2) == [
                .synchronizeDirectory(path: "/srv/done"), .synchronizeDirectory(path: "/srv"),
            ])
    }

    @Test func `an older file is replaced only when the new one is whole`() throws {
        try put("/srv/talk.mp4", "old")
        let file = try open("/srv/talk.mp4")
        try file.append(Array("new".utf8))
        #expect(text("/srv/talk.mp4") == "old")
        _ = try file.finish(as: "/srv/talk.mp4")
        #expect(text("/srv/talk.mp4") == "new")
    }

    @Test func `a name that must not be replaced is refused at once`() throws {
        try put("/srv/talk.mp4", "old")
        let error = #expect(throws: RecorderError.self) { try open("/srv/talk.mp4", .never) }
        #expect(error?.code == .exists)
        #expect(fileSystem.image.files.count == 1)
    }

    @Test func `a name that was taken meanwhile is left alone and the error says where the recording is`() throws {
        let file = try open("/srv/talk.mp4", .never)
        try file.append(Array("new".utf8))
        try put("/srv/talk.mp4", "somebody else's")
        let error = #expect(throws: RecorderError.self) { try file.finish(as: "/srv/talk.mp4") }
        #expect(error?.code == .exists)
        #expect(error?.message.contains("/srv/.talk.mp4.part") == true)
        #expect(text("/srv/talk.mp4") == "somebody else's")
        #expect(text("/srv/.talk.mp4.part") == "new")
        #expect(!fileSystem.isLocked("/srv/.talk.mp4.part"))
    }

    @Test func `numbered names go on until one is free`() throws {
        try put("/srv/talk.mp4", "1")
        try put("/srv/talk-2.mp4", "2")
        let file = try open("/srv/talk.mp4", .numbered)
        try file.append(Array("3".utf8))
        #expect(try file.finish(as: "/srv/talk.mp4") == "/srv/talk-3.mp4")
        #expect(text("/srv/talk-3.mp4") == "3")
        #expect(text("/srv/talk.mp4") == "1")
    }

    @Test func `a failed write leaves the file as it was`() throws {
        let fileSystem = MemoryFileSystem(failing: { number, _ in number == 3 ? ENOSPC : nil })
        let file = try GrowingFile(for: "talk.mp4", replacement: .replace, in: fileSystem)
        try file.append(Array("whole".utf8))
        let error = #expect(throws: RecorderError.self) { try file.append(Array("torn bytes".utf8)) }
        #expect(error?.code == .noRoom)
        #expect(file.size == 5)
        _ = try file.finish(as: "talk.mp4")
        #expect(fileSystem.image.files["talk.mp4"] == Array("whole".utf8))
    }

    @Test func `after a failed sync nothing more is promised`() throws {
        let fileSystem = MemoryFileSystem(failing: { _, kind in kind == .synchronize ? EIO : nil })
        let file = try GrowingFile(for: "talk.mp4", replacement: .replace, in: fileSystem)
        try file.append([1])
        for _ in 0..<2 {
            let error = #expect(throws: RecorderError.self) { try file.synchronize() }
            #expect(error?.code == .writeFailed)
        }
        #expect(throws: RecorderError.self) { try file.append([2]) }
        #expect(throws: RecorderError.self) { try file.finish(as: "talk.mp4") }
        #expect(fileSystem.image.files.keys.sorted() == [".talk.mp4.part"])
    }

    @Test func `abandoning keeps the file and discarding removes it`() throws {
        let kept = try open("/srv/kept.mp4")
        try kept.append([1])
        kept.abandon()
        let gone = try open("/srv/gone.mp4")
        try gone.discard()
        #expect(fileSystem.image.files.keys.sorted() == ["/srv/.kept.mp4.part"])
    }

    @Test(arguments: ["/srv/done", "/srv/", "/missing/talk.mp4"])
    func `a name that no file can have is refused with what to do`(path: String) throws {
        let error = #expect(throws: RecorderError.self) { try open(path) }
        #expect(error?.code == .notWritable)
        #expect(error?.message.contains(path) == true)
        #expect(fileSystem.image.files.isEmpty)
    }

    @Test func `a FIFO is not replaced by a file`() throws {
        let directory = try TemporaryDirectory()
        try Program.output("mkfifo", [directory("talk.mp4")])
        let error = #expect(throws: RecorderError.self) {
            try GrowingFile(for: directory("talk.mp4"), replacement: .replace, in: LinuxFileSystem())
        }
        #expect(error?.code == .notWritable)
    }

    @Test(arguments: [
        ("talk.mp4", ".", ".talk.mp4.part", "talk-2.mp4"), ("/talk", "/", "/.talk.part", "/talk-2"),
        ("a/b/c.d.wav", "a/b", "a/b/.c.d.wav.part", "a/b/c.d-2.wav"),
        ("a/.hidden", "a", "a/..hidden.part", "a/.hidden-2"),
    ])
    func `paths are taken apart`(path: String, directory: String, temporary: String, second: String) {
        let parts = PathParts(path)
        #expect(parts.directory == directory)
        #expect(parts.temporary(attempt: 1) == temporary)
        #expect(parts.numbered(1) == path)
        #expect(parts.numbered(2) == second)
    }
}
