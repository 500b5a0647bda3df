import Foundation
import Reel
import ReelSinkKit
import Testing

/// What every sink has to do, whatever it is made of.
struct SinkConformanceTests {
    @Test func `no sink of the catalog is left out of this suite`() {
        #expect(SinkCatalog.builtIn.descriptors.map(\.scheme) == SinkFixture.all.map(\.scheme))
    }

    @Test(arguments: SinkFixture.all, [0, 1, 4_095, 1 << 20, (5 << 20) + 1, 20 << 20])
    func `the bytes arrive exactly, with a receipt for them`(fixture: SinkFixture, size: Int) async throws {
        let place = try fixture.makeEmpty()
        let sink = try place.sink()
        try await sink.check()
        #expect(try place.everything().isEmpty, "a check changes nothing")
        let source = try SourceFile(size: size)
        let key = try ObjectKey("2026/talk.mp4")
        let receipt = try await sink.put(source.upload(to: key)) { _ in }
        #expect(try place.contents(of: key) == source.bytes)
        #expect(receipt.object.key == key && receipt.object.size == Int64(size))
        #expect(try await sink.object(at: key) == receipt.object)
        #expect(try place.everything().count == 1)
    }

    /// 1,024 bytes in components of at most 255, which is as long as a name in a directory can be.
    static let longestKey =
        String(repeating: String(repeating: "é", count: 127) + "a/", count: 3) + String(repeating: "é", count: 127)
        + "/z"

    static let keys = [
        "a b.mp4", "a+b.mp4", "100%25.mp4", "~user/x.mp4", "a//b.mp4", "été/日本語/🎥.mp4", "-rf", ".hidden/..x",
        "a?b=c&d#e.mp4",
        "quote'\"\\.mp4", "a:b*c.mp4", String(repeating: "x", count: 255),
        longestKey,
    ]

    @Test(arguments: SinkFixture.all, keys)
    func `any key that is one is kept, found and removed under its own name`(fixture: SinkFixture, text: String)
        async throws
    {
        let place = try fixture.makeEmpty()
        let sink = try place.sink()
        let source = try SourceFile(size: 100)
        let key = try ObjectKey(text)
        #expect(try await sink.object(at: key) == nil)
        _ = try await sink.put(source.upload(to: key)) { _ in }
        #expect(try place.contents(of: key) == source.bytes)
        #expect(try await sink.object(at: key)?.size == 100)
        try await sink.remove(key)
        try await sink.remove(key)
        #expect(try place.everything() == [])
    }

    @Test(arguments: SinkFixture.all)
    func `an object is replaced as a whole while others read it`(fixture: SinkFixture) async throws {
        let place = try fixture.makeEmpty()
        let sink = try place.sink()
        let key = try ObjectKey("talk.mp4")
        let (old, new) = (try SourceFile(size: 3 << 20, seed: 1), try SourceFile(size: 2 << 20, seed: 2))
        _ = try await sink.put(old.upload(to: key)) { _ in }
        // At each report of the second upload, a reader looks.
        let log = ProgressLog()
        let seen = SeenContents()
        _ = try await sink.put(new.upload(to: key)) { progress in
            log.append(progress)
            seen.look { try place.contents(of: key) }
        }
        #expect(seen.all.count == log.bytes.count && seen.all.allSatisfy { $0 == old.bytes })
        #expect(try place.contents(of: key) == new.bytes)
    }

    @Test(arguments: SinkFixture.all)
    func `progress never falls, begins low and ends at the size`(fixture: SinkFixture) async throws {
        let place = try fixture.makeEmpty()
        let log = ProgressLog()
        let source = try SourceFile(size: 20 << 20)
        _ = try await place.sink().put(source.upload(to: try ObjectKey("a"))) { log.append($0) }
        #expect(log.bytes == log.bytes.sorted())
        #expect(log.bytes.last == 20 << 20)
        #expect(log.bytes.count > 2 && log.bytes[0] < 20 << 20)
    }

    @Test(arguments: SinkFixture.all)
    func `many uploads at once do not disturb each other`(fixture: SinkFixture) async throws {
        let place = try fixture.makeEmpty()
        let sink = try place.sink()
        let sources = try (0..<16).map { try SourceFile(size: 100_000 * $0, seed: UInt64($0)) }
        try await withThrowingTaskGroup { group in
            for (index, source) in sources.enumerated() {
                group.addTask { _ = try await sink.put(source.upload(to: try ObjectKey("d/\(index)"))) { _ in } }
            }
            try await group.waitForAll()
        }
        for (index, source) in sources.enumerated() {
            #expect(try place.contents(of: try ObjectKey("d/\(index)")) == source.bytes)
        }
        #expect(try place.everything().count == 16)
    }

    @Test(arguments: SinkFixture.all)
    func `uploads to one key at once wait for each other or take turns, and a reader always sees one whole`(
        fixture: SinkFixture
    ) async throws {
        let place = try fixture.makeEmpty()
        let sink = try place.sink()
        let key = try ObjectKey("same")
        let sources = try (1...4).map { try SourceFile(size: 50_000 * $0, seed: UInt64($0)) }
        try await withThrowingTaskGroup { group in
            for source in sources {
                group.addTask {
                    var delivered = 0
                    while delivered < 50 {
                        do throws(SinkError) {
                            _ = try await sink.put(source.upload(to: key)) { _ in }
                            delivered += 1
                        } catch {
                            // Whoever came second may try again.
                            guard error.isTransient else { throw error }
                            await Task.yield()
                        }
                        let contents = try place.contents(of: key)
                        #expect(contents == nil || sources.contains { $0.bytes == contents })
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try place.everything() == ["same"])
    }
}

extension SinkPlace {
    /// The sink of the built-in catalog at this place.
    func sink() throws -> any UploadSink {
        try SinkCatalog.builtIn.sink(at: SinkLocation(address), environment: [:])
    }
}
