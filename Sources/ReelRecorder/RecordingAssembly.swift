import ReelContainer
import ReelMedia
import ReelModel
import ReelSystem
import Synchronization

/// Builds a recording's way from sources to files, starts it and takes it down. Used by the control thread only.
final class RecordingAssembly {
    let configuration: RecordingConfiguration
    private let id: RecordingID
    private let environment: RecorderEnvironment
    private let events: EventBroadcaster
    private let post: @Sendable (RecordingStateMachine.Input) -> Void
    private let counters = RecordingCounters()
    private let origin = RecordingOrigin()
    private let gate: InterleaveGate
    private let isEnding = WaitableMutex(false)
    private let limit: MediaLimit
    private let result = Shared(WriterResult())
    private var line: Line?

    /// What stands between `prepare` and `stop`.
    private struct Line {
        var videoInlet: VideoInlet?
        var audioInlet: AudioInlet?
        var threads: [NamedThread] = []
    }

    init(
        id: RecordingID, configuration: RecordingConfiguration, environment: RecorderEnvironment,
        events: EventBroadcaster, post: @escaping @Sendable (RecordingStateMachine.Input) -> Void
    ) {
        self.id = id
        self.configuration = configuration
        self.environment = environment
        self.events = events
        self.post = post
        gate = InterleaveGate(tracks: configuration.sourceCount)
        limit = MediaLimit(sources: configuration.finiteSourceCount)
    }

    /// Opens sources, encoders and files and starts the threads between them; posts `prepared` or `prepareFailed`.
    func prepare() {
        do throws(RecorderError) {
            line = try open()
            post(.prepared)
        } catch {
            stopSources()
            post(.prepareFailed(error))
        }
    }

    /// Lets the sources deliver; one that cannot ends the recording.
    func deliver() {
        guard let line else { return }
        do throws(RecorderError) {
            if let inlet = line.audioInlet { try configuration.audioSources.first?.start(delivering: inlet) }
            if let inlet = line.videoInlet { try configuration.videoSources.first?.start(delivering: inlet) }
        } catch {
            post(.stop(error))
        }
    }

    /// Ends the sources, waits until everything captured is in finished files, and returns them.
    func stop() -> [FileReport] {
        isEnding.update { $0 = true }
        // Receivers first: a source that is taken from as fast as it delivers may wait in one, and could not stop.
        gate.open()
        origin.abandon()
        line?.videoInlet?.queue.close()
        line?.audioInlet?.queue.close()
        stopSources()
        guard let line else { return [] }
        for thread in line.threads { thread.join() }
        self.line = nil
        return result.value.files
    }

    /// What the state machine is told once `stop` is through.
    var closing: RecordingStateMachine.Input {
        let result = result.value
        return .closed(result.failure, hasFile: !result.files.isEmpty)
    }

    private func stopSources() {
        for source in configuration.sources { source.stop() }
    }

    /// Opens sources, then encoders, then files, and starts the threads. What was opened when it throws is for the
    /// caller to stop; files that were created are removed again.
    private func open() throws(RecorderError) -> Line {
        var tracks: [TrackFormat] = []
        var line = Line()
        let queue = WriterQueue(pumps: configuration.sourceCount)

        var videoPump: VideoPump?
        if let source = configuration.videoSources.first {
            let format = try source.prepare()
            for warning in format.warnings { events.send(.warning(warning)) }
            let encoder = try H264Encoder(
                picture: format.picture, rate: format.rate, settings: configuration.video, track: 0)
            tracks.append(.video(encoder.format))
            let inlet = VideoInlet(source: 0, of: source, depth: VideoInlet.depth, counters: counters, post: post)
            line.videoInlet = inlet
            videoPump = VideoPump(
                inlet: inlet, encoder: encoder, rate: format.rate, end: configuration.duration, shared: shared(queue))
        }

        var audioPump: AudioPump?
        if let source = configuration.audioSources.first {
            let format = try source.prepare()
            let plan = SoundPlan(source: format, configuration: configuration)
            let encoders = try plan.makeEncoders(firstTrack: tracks.count)
            tracks += encoders.map { .audio($0.format) }
            let inlet = AudioInlet(
                source: videoPump == nil ? 0 : 1, of: source, depth: AudioInlet.depth, counters: counters, post: post)
            line.audioInlet = inlet
            audioPump = AudioPump(
                inlet: inlet, encoders: encoders,
                resampler: try Resampler(from: format, rate: plan.rate, channels: plan.channels), plan: plan,
                settlesOrigin: videoPump == nil, end: configuration.duration, shared: shared(queue))
        }

        let writer = PacketWriter(
            queue: queue, outputs: try openOutputs(tracks), reporter: makeReporter(line), clocks: environment.clocks,
            events: events, post: post)
        let result = result
        try start("reel-writer", in: &line) { result.value = writer.run() }
        if let videoPump { try start("reel-video", in: &line) { videoPump.run() } }
        if let audioPump { try start("reel-audio", in: &line) { audioPump.run() } }
        return line
    }

    private func start(
        _ name: String, in line: inout Line, _ run: sending @escaping () -> Void
    ) throws(RecorderError) {
        do throws(SystemError) {
            line.threads.append(try NamedThread(name, run))
        } catch {
            throw RecorderError(.defect, "No thread could be started.", cause: "\(error)")
        }
    }

    private func shared(_ queue: WriterQueue) -> PumpContext {
        PumpContext(
            origin: origin, gate: gate, counters: counters, output: queue, isEnding: isEnding,
            limit: limit, clocks: environment.clocks, events: events, post: post)
    }

    private func makeReporter(_ line: Line) -> sending ProgressReporter {
        let video = line.videoInlet?.queue
        let audio = line.audioInlet?.queue
        let fileSystem = environment.fileSystem
        let directory = configuration.outputs.first.map(\.name.fixedDirectory) ?? "."
        return ProgressReporter(
            counters: counters, events: events, interval: configuration.progressInterval,
            videoDepth: { video?.count ?? 0 }, audioDepth: { audio?.count ?? 0 },
            diskBytesFree: {
                // A file system that does not tell its free space is no reason to stop recording.
                do throws(SystemError) { return try fileSystem.freeBytes(at: directory) } catch { return nil }
            })
    }

    /// Creates every output's file; when one cannot be, those before it are removed again.
    private func openOutputs(_ tracks: [TrackFormat]) throws(RecorderError) -> sending [RecordingOutput] {
        let start = environment.clocks.wall
        var opened: [RecordingOutput] = []
        for output in configuration.outputs {
            do throws(RecorderError) {
                opened.append(try openOutput(output, tracks: tracks, start: start))
            } catch {
                // Nothing was written to them, so finishing removes them; why the next failed is what counts.
                for other in opened { do throws(RecorderError) { _ = try other.finish() } catch {} }
                throw error
            }
        }
        return opened
    }

    private func openOutput(
        _ output: OutputConfiguration, tracks: [TrackFormat], start: WallTime
    ) throws(RecorderError) -> sending RecordingOutput {
        let clocks = environment.clocks
        let name = output.name
        let values = NameTemplate.Values(
            start: CivilTime(start, secondsEastOfUTC: clocks.secondsEastOfUTC(at: start)), name: configuration.name,
            host: environment.hostName, device: configuration.sources.first?.name ?? "")
        let path = name.path(values)
        try makeDirectories(for: path, of: name)
        let request = OutputRequest(
            path: path, format: output.format, replacement: output.replacement, recording: id, start: start)
        let writer = try ContainerWriters.open(
            request, tracks: tracks, fileSystem: environment.fileSystem, clocks: clocks)
        events.send(
            .file(FileReport(stage: .opened, path: path, temporaryPath: writer.temporaryPath, format: output.format)))
        return RecordingOutput(writer: writer, format: output.format) {
            guard name.needsEnd else { return path }
            let end = clocks.wall
            var values = values
            values.end = CivilTime(end, secondsEastOfUTC: clocks.secondsEastOfUTC(at: end))
            return name.path(values)
        }
    }

    /// Directories that a template makes are created; the one that was typed out has to be there.
    private func makeDirectories(for path: String, of name: NameTemplate) throws(RecorderError) {
        guard name.isTemplate, let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
        let directory = String(path[..<slash])
        do throws(SystemError) {
            guard directory != name.fixedDirectory,
                try environment.fileSystem.status(of: name.fixedDirectory)?.kind == .directory
            else { return }
            try environment.fileSystem.createDirectories(directory)
        } catch {
            throw RecorderError(
                .notWritable, "The directory \(directory) cannot be created; choose one that you may write to.",
                cause: "\(error)")
        }
    }
}
