import Foundation
import Reel
import ReelSinkKit
import Testing

/// What every sink has to do when something goes wrong: a code that decides what happens next, a sentence, and
/// nothing left behind.
struct SinkFailureTests {
    /// The error that delivering `upload` ends with.
    private func failure(
        _ sink: any UploadSink, _ upload: Upload, progress: @escaping @Sendable (UploadProgress) -> Void = { _ in }
    ) async -> SinkError? {
        do throws(SinkError) {
            _ = try await sink.put(upload, progress: progress)
            return nil
        } catch {
            return error
        }
    }

    /// Something that happens to a source while it is uploaded.
    enum Meddling: String, CaseIterable {
        case shrinks, grows, isRewritten

        func happen(to path: String, size: Int) throws {
            let file = try FileHandle(forUpdating: URL(filePath: path))
            switch self {
            case .shrinks: try file.truncate(atOffset: UInt64(size / 2))
            case .grows:
                try file.seekToEnd()
                try file.write(contentsOf: Data([1]))
            case .isRewritten: try file.write(contentsOf: Data([1, 2, 3]))
            }
            try file.close()
        }
    }

    @Test(arguments: SinkFixture.all, Meddling.allCases)
    func `a source that changes under way is given up and leaves what was there`(
        fixture: SinkFixture, meddling: Meddling
    ) async throws {
        let place = try fixture.makeEmpty()
        let sink = try place.sink()
        let key = try ObjectKey("talk.mp4")
        let (old, new) = (try SourceFile(size: 1_000, seed: 3), try SourceFile(size: 20 << 20))
        _ = try await sink.put(old.upload(to: key)) { _ in }
        let once = Once()
        let error = await failure(sink, new.upload(to: key)) { progress in
            guard progress.bytes > 0, once.isFirst() else { return }
            do {
                try meddling.happen(to: new.path, size: new.bytes.count)
            } catch {
                Issue.record(error)
            }
        }
        #expect(error?.code == .sourceChanged && error?.isTransient == false)
        #expect(error?.message.contains(new.path) == true)
        #expect(try place.contents(of: key) == old.bytes)
        #expect(try place.everything() == ["talk.mp4"])
    }

    @Test(arguments: SinkFixture.all)
    func `a source that is gone, or not of its size, never starts`(fixture: SinkFixture) async throws {
        let place = try fixture.makeEmpty()
        let sink = try place.sink()
        let source = try SourceFile(size: 1_000)
        var upload = source.upload(to: try ObjectKey("a/b"))
        upload.size = 1_001
        #expect(await failure(sink, upload)?.code == .sourceChanged)
        upload.path = source.place("gone")
        #expect(await failure(sink, upload)?.code == .sourceChanged)
        upload.path = source.place.path
        #expect(await failure(sink, upload) != nil)
        #expect(try place.everything() == [])
    }

    @Test(arguments: SinkFixture.all)
    func `a source that vanishes under way is delivered whole or given up`(fixture: SinkFixture) async throws {
        let place = try fixture.makeEmpty()
        let sink = try place.sink()
        let source = try SourceFile(size: 20 << 20)
        let key = try ObjectKey("a")
        let once = Once()
        let error = await failure(sink, source.upload(to: key)) { progress in
            guard progress.bytes > 0, once.isFirst() else { return }
            do {
                try FileManager.default.removeItem(atPath: source.path)
            } catch {
                Issue.record(error)
            }
        }
        #expect(error == nil || error?.code == .sourceChanged)
        #expect(try place.contents(of: key) == (error == nil ? source.bytes : nil))
        #expect(try place.everything() == (error == nil ? ["a"] : []))
    }

    @Test(arguments: SinkFixture.all, [0, 8 << 20, 20 << 20])
    func `a cancelled upload leaves nothing, wherever it was`(fixture: SinkFixture, bytes: Int64) async throws {
        let place = try fixture.makeEmpty()
        let sink = try place.sink()
        let source = try SourceFile(size: 20 << 20)
        let canceller = Canceller()
        let log = ProgressLog()
        let task = Task<SinkError?, any Error> {
            await failure(sink, source.upload(to: try ObjectKey("d/a"))) { progress in
                log.append(progress)
                if progress.bytes >= bytes { canceller.cancel() }
            }
        }
        canceller.attach(task)
        #expect(try await task.value?.code == .cancelled)
        // Soon: not only after all the rest has been sent.
        #expect(log.bytes.filter { $0 >= bytes }.count <= 2)
        #expect(try place.everything() == [])
    }

    @Test(arguments: SinkFixture.all)
    func `a place that may not be written to is denied with a sentence`(fixture: SinkFixture) async throws {
        let sink = try SinkCatalog.builtIn.sink(at: SinkLocation(fixture.deniedAddress), environment: [:])
        let source = try SourceFile(size: 10)
        let error = await failure(sink, source.upload(to: try ObjectKey("talk.mp4")))
        #expect(error?.code == .denied && error?.isTransient == false)
        #expect(error?.message.contains("talk.mp4") == true && error?.cause != nil)
    }

    @Test(arguments: SinkFixture.all)
    func `a place that is not there is not made`(fixture: SinkFixture) async throws {
        let sink = try SinkCatalog.builtIn.sink(at: SinkLocation(fixture.missingAddress), environment: [:])
        let source = try SourceFile(size: 10)
        let error = await failure(sink, source.upload(to: try ObjectKey("d/talk.mp4")))
        #expect(error?.code == .notFound)
        await #expect(throws: SinkError.self) { try await sink.check() }
    }
}
