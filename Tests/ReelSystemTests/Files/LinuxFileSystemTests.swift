import Foundation
import ReelSystem
import TestSupport
import Testing

struct LinuxFileSystemTests {
    private let directory: TemporaryDirectory
    private let files = LinuxFileSystem()

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: directory(name)))
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: directory(name)), encoding: .utf8)
    }

    /// The number of the error that `body` throws.
    private func errorNumber(_ body: () throws -> Void) -> Int32? {
        do {
            try body()
            return nil
        } catch {
            return (error as? SystemError)?.number
        }
    }

    @Test func `creating takes a name only when it is free`() throws {
        try write("old", to: "a")
        #expect(errorNumber { _ = try files.create(directory("a")) } == EEXIST)
        #expect(errorNumber { _ = try files.create(directory("no/such")) } == ENOENT)
        #expect(errorNumber { _ = try files.open(directory("b")) } == ENOENT)
        #expect(try text("a") == "old")
    }

    @Test func `a rename replaces, and one that must not replace does not`() throws {
        try write("new", to: "new")
        try write("old", to: "old")
        #expect(
            errorNumber { try files.renameWithoutReplacing(directory("new"), to: directory("old")) } == EEXIST
        )
        #expect(try text("old") == "old" && text("new") == "new")
        try files.renameWithoutReplacing(directory("new"), to: directory("free"))
        #expect(try files.names(inDirectory: directory.path) == ["free", "old"])
        try files.rename(directory("free"), to: directory("old"))
        #expect(try text("old") == "new")
        #expect(try files.names(inDirectory: directory.path) == ["old"])
    }

    @Test func `names are sorted, whatever they are made of`() throws {
        let names = ["ü", "a b", "B", ".hidden", "a"]
        for name in names { try write("", to: name) }
        #expect(try files.names(inDirectory: directory.path) == names.sorted())
        #expect(errorNumber { _ = try files.names(inDirectory: directory("none")) } == ENOENT)
    }

    @Test func `a status tells kinds apart, and nothing from an error`() throws {
        try write("12345", to: "file")
        unsafe #expect(symlink("file", directory("link")) == 0)
        unsafe #expect(mkfifo(directory("fifo"), 0o600) == 0)
        let file = try #require(try files.status(of: directory("file")))
        #expect(file.kind == .regular && file.size == 5)
        #expect(try files.status(of: directory("link")) == file)
        #expect(try files.status(of: directory.path)?.kind == .directory)
        #expect(try files.status(of: directory("fifo"))?.kind == .fifo)
        #expect(try files.status(of: "/dev/null")?.kind == .characterDevice)
        #expect(try files.status(of: directory("none")) == nil)
        #expect(try files.status(of: directory("file/below")) == nil)
        #expect(errorNumber { _ = try files.status(of: String(repeating: "x", count: 300)) } == ENAMETOOLONG)
    }

    @Test func `directories are created with everything above them, and once is enough`() throws {
        try files.createDirectories(directory("a/b/c"))
        try files.createDirectories(directory("a/b/c"))
        #expect(try files.status(of: directory("a/b/c"))?.kind == .directory)
        try files.synchronizeDirectory(directory("a/b"))
        #expect(errorNumber { try files.synchronizeDirectory(directory("none")) } == ENOENT)
        #expect(errorNumber { try files.createDirectories("/proc/none/here") } == ENOENT)
    }

    @Test func `removing removes a file and no directory`() throws {
        try write("", to: "file")
        try files.remove(directory("file"))
        #expect(errorNumber { try files.remove(directory("file")) } == ENOENT)
        #expect(errorNumber { try files.remove(directory.path) } == EISDIR)
    }

    @Test func `free bytes are those that df shows to everybody`() throws {
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: directory.path)
        let expected = try #require(attributes[.systemFreeSize] as? NSNumber).int64Value
        let free = try files.freeBytes(at: directory.path)
        // Others write meanwhile.
        #expect(abs(free - expected) < 1 << 30)
        #expect(errorNumber { _ = try files.freeBytes(at: directory("none")) } == ENOENT)
    }

    @Test func `only a directory that can be written to is called writable`() {
        #expect(files.isWritableDirectory(directory.path))
        #expect(!files.isWritableDirectory(directory("none")))
        #expect(!files.isWritableDirectory("/proc/self/exe/x"))
    }
}
