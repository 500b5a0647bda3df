import Foundation
import Reel
import ReelLocalSink
import ReelSinkKit
import TestSupport
import Testing

/// What is true of directories alone.
struct LocalSinkTests {
    private let place: TemporaryDirectory
    private let source: SourceFile

    init() throws {
        place = try TemporaryDirectory()
        source = try SourceFile(size: 100_000)
    }

    private func failure(_ sink: LocalSink, _ upload: Upload) async -> SinkError? {
        do throws(SinkError) {
            _ = try await sink.put(upload) { _ in }
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("file://server/srv", "three slashes: file:///server/srv."), ("file://", "names no directory"),
        ("file:///srv?x=1", "has no option 'x'"),
    ])
    func `an address that is no directory's is refused`(address: String, sentence: String) {
        let error = #expect(throws: SinkError.self) {
            try SinkCatalog.builtIn.sink(at: SinkLocation(address), environment: [:])
        }
        #expect(error?.code == .invalid && error?.message.contains(sentence) == true, "\(error?.message ?? "")")
    }

    @Test func `a file is never delivered onto itself, by whatever name`() async throws {
        let link = place("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: source.place.path)
        let error = await failure(LocalSink(directory: link), source.upload(to: try ObjectKey("source")))
        #expect(error?.code == .invalid && error?.message.contains("the recorded file itself") == true)
        #expect([UInt8](try Data(contentsOf: URL(filePath: source.path))) == source.bytes)
    }

    @Test func `a directory is not replaced by a file, nor a file taken for a directory`() async throws {
        try FileManager.default.createDirectory(atPath: place("d"), withIntermediateDirectories: false)
        try Data().write(to: URL(filePath: place("f")))
        let sink = LocalSink(directory: place.path)
        #expect(await failure(sink, source.upload(to: try ObjectKey("d")))?.code == .invalid)
        #expect(await failure(sink, source.upload(to: try ObjectKey("f/x")))?.code == .notFound)
        #expect(
            await failure(LocalSink(directory: place("f")), source.upload(to: try ObjectKey("x")))?.code
                == .invalid)
        let long = try ObjectKey(String(repeating: "x", count: 256))
        #expect(await failure(sink, source.upload(to: long))?.code == .invalid)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).sorted() == ["d", "f"])
    }

    @Test func `what a killed delivery left behind is taken over by the next one`() async throws {
        let sink = LocalSink(directory: place.path)
        let key = try ObjectKey("talk.mp4")
        let hidden = SeenNames()
        _ = try await sink.put(source.upload(to: key)) { _ in hidden.look(in: place.path) }
        let name = try #require(hidden.last?.first { $0.hasSuffix(".part") })
        #expect(name.hasPrefix(".") && name.utf8.count <= 255)
        // As a kill leaves it: longer than the file that comes now, and not locked.
        try Data(repeating: 7, count: 1 << 20).write(to: URL(filePath: place(name)))
        _ = try await sink.put(source.upload(to: key)) { _ in }
        #expect([UInt8](try Data(contentsOf: URL(filePath: place("talk.mp4")))) == source.bytes)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["talk.mp4"])
    }

    @Test func `a copy is a file of its own`() async throws {
        _ = try await LocalSink(directory: place.path).put(source.upload(to: try ObjectKey("copy"))) { _ in }
        let attributes = try FileManager.default.attributesOfItem(atPath: place("copy"))
        #expect(attributes[.referenceCount] as? Int == 1)
        #expect(FileManager.default.fileExists(atPath: source.path))
    }

    @Test(arguments: ["/dev/shm", "/tmp"])
    func `from one file system to another the bytes are the same`(parent: String) async throws {
        let directory = "\(parent)/reel-sink-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: directory) } }
        let receipt = try await LocalSink(directory: directory).put(source.upload(to: try ObjectKey("a"))) { _ in }
        #expect([UInt8](try Data(contentsOf: URL(filePath: receipt.object.location))) == source.bytes)
        #expect(receipt.proof == .comparedByteForByte)
    }
}
