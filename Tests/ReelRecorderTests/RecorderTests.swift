import Glibc
import ReelMedia
import ReelModel
import ReelSystem
import TestSupport
import Testing

@testable import ReelRecorder

@Suite("A recording in one process, from sources of the test's own into a file system in memory")
struct RecorderTests {
    typealias Step = ScriptedPictures.Step

    /// What a recording left behind.
    struct Run {
        let outcome: RecordingOutcome
        let events: [RecordingEvent.Kind]
        let files: MemoryFileSystem

        var names: [String] {
            get throws { try files.names(inDirectory: "/srv") }
        }

        var states: [RecordingState] {
            events.compactMap { if case .state(let state, _, _) = $0 { state } else { nil } }
        }

        var gaps: [Gap] {
            events.compactMap { if case .gap(let gap) = $0 { gap } else { nil } }
        }

        var counts: FrameCounts {
            events.compactMap { if case .progress(let progress) = $0 { progress.frames } else { nil } }.last
                ?? FrameCounts()
        }
    }

    static func record(
        _ source: ScriptedPictures, into names: [String] = ["/srv/talk.mp4"],
        fault: @escaping MemoryFileSystem.Fault = { _, _ in nil }
    ) async throws -> Run {
        let files = MemoryFileSystem(directories: ["/srv"], failing: fault)
        var configuration = RecordingConfiguration(
            videoSources: [source],
            outputs: try names.map { (name) throws(RecorderError) in try OutputConfiguration(name) })
        configuration.video.preset = "ultrafast"
        let recorder = try Recorder(configuration, environment: RecorderEnvironment(fileSystem: files))
        let subscription = recorder.events()
        let outcome = await recorder.outcome()
        var events: [RecordingEvent.Kind] = []
        for await event in subscription { events.append(event.kind) }
        return Run(outcome: outcome, events: events, files: files)
    }

    static func pictures(_ count: Int) -> [Step] {
        (0..<count).map { .picture(milliseconds: 40 * $0, sequence: UInt64($0)) }
    }

    @Test func `a whole life: states in order, one file, status 0`() async throws {
        let run = try await Self.record(ScriptedPictures(Self.pictures(50) + [.ended]))
        // So quick a source may end before its first packet is written; then `recording` is passed over.
        #expect(run.states.filter { $0 != .recording } == [.starting, .stopping, .finished])
        #expect(run.outcome.exitStatus == 0)
        #expect(try run.names == ["talk.mp4"])
        #expect(run.counts.encoded == 50 && run.counts.captured == 50)
        #expect(run.outcome.files.map(\.duration) == [.seconds(2)])
    }

    @Test func `a jump in sequence numbers becomes a gap event and is counted`() async throws {
        let steps: [Step] = Self.pictures(10) + [.picture(milliseconds: 600, sequence: 15), .ended]
        let run = try await Self.record(ScriptedPictures(steps))
        #expect(
            run.gaps == [
                Gap(kind: .framesLost, start: .milliseconds(400), duration: .milliseconds(200), frames: 5)
            ])
        #expect(run.counts.dropped == 5)
    }

    @Test func `a damaged picture is counted and the last good one stands in its place`() async throws {
        let steps: [Step] =
            Self.pictures(10) + [
                .damaged(milliseconds: 400, sequence: 10), .picture(milliseconds: 440, sequence: 11), .ended,
            ]
        let run = try await Self.record(ScriptedPictures(steps))
        #expect(run.counts.corrupt == 1)
        #expect(run.counts.duplicated == 1)
        #expect(run.counts.encoded == 12)
    }

    @Test func `a lost source ends the recording whole, with its reason and status 1`() async throws {
        let lost = RecorderError(.sourceLost, "The camera is gone.")
        let run = try await Self.record(ScriptedPictures(Self.pictures(30) + [.lost(lost)]))
        #expect(run.states.last == .finished)
        #expect(run.outcome.error == lost)
        #expect(run.outcome.exitStatus == 1)
        #expect(try run.names == ["talk.mp4"])
    }

    @Test func `a source that cannot be opened leaves nothing behind`() async throws {
        let refusal = RecorderError(.cameraNotFound, "There is no camera.")
        let run = try await Self.record(ScriptedPictures([], refusing: refusal))
        #expect(run.states == [.starting, .failed])
        #expect(run.outcome.exitStatus == 3)
        #expect(try run.names == [])
    }

    @Test func `a source that ends before its first picture leaves no file`() async throws {
        let run = try await Self.record(ScriptedPictures([.ended]))
        #expect(run.states == [.starting, .stopping, .failed])
        #expect(run.outcome.error?.code == .endedEarly)
        #expect(try run.names == [])
    }

    @Test func `when the disk is full the file is made whole, and the status says why`() async throws {
        let writes = Shared(0)
        let run = try await Self.record(ScriptedPictures(Self.pictures(200) + [.ended])) { _, kind in
            guard kind == .write else { return nil }
            writes.value += 1
            return writes.value == 6 ? ENOSPC : nil
        }
        #expect(run.outcome.state == .finished)
        #expect(run.outcome.error?.code == .noRoom)
        #expect(run.outcome.exitStatus == 5)
        #expect(try run.names == ["talk.mp4"])
    }

    @Test func `one output that cannot be created takes the others with it, before anything is recorded`() async throws
    {
        let creations = Shared(0)
        let run = try await Self.record(
            ScriptedPictures(Self.pictures(10) + [.ended]), into: ["/srv/a.mp4", "/srv/b.flv"]
        ) { _, kind in
            guard kind == .create else { return nil }
            creations.value += 1
            return creations.value == 2 ? EACCES : nil
        }
        #expect(run.outcome.state == .failed)
        #expect(run.outcome.exitStatus == 5)
        #expect(try run.names == [])
    }

    @Test func `pictures and sound of no output are refused before anything is opened`() throws {
        #expect(throws: RecorderError.self) {
            _ = try Recorder(RecordingConfiguration(outputs: [try OutputConfiguration("/srv/talk.mp4")]))
        }
        #expect(throws: RecorderError.self) {
            _ = try Recorder(RecordingConfiguration(videoSources: [ScriptedPictures([])], outputs: []))
        }
    }

    @Test func `stop before the start ends at once, and a second stop changes nothing`() async throws {
        let configuration = RecordingConfiguration(
            videoSources: [ScriptedPictures(Self.pictures(10))], outputs: [try OutputConfiguration("/srv/talk.mp4")])
        let recorder = try Recorder(configuration, environment: RecorderEnvironment(fileSystem: MemoryFileSystem()))
        recorder.stop()
        recorder.stop()
        let outcome = await recorder.outcome()
        #expect(outcome.state == .failed)
        #expect(outcome.error?.code == .endedEarly)
    }
}
