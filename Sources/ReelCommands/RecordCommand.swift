import Reel
import ReelCommandLine

/// `reel record`: from a command line to finished and delivered files.
struct RecordCommand {
    let options: RecordOptions
    let environment: [String: String]
    let signals: SignalRelay

    /// Records until the end, a signal or a failure; returns what the process ends with.
    func run() async throws(RecorderError) -> Int32 {
        let recorder = try Recorder(try await configuration())
        // Last, since it may create a file: whatever can be refused has been by now.
        let json = try JSONOutput.open(options)
        return try await Self.run(recorder, json: json, environment: environment, signals: signals)
    }

    /// Lets `recorder` record and tells people and programs about it.
    static func run(
        _ recorder: Recorder, json: LineOutput?, environment: [String: String], signals: SignalRelay
    ) async throws(RecorderError) -> Int32 {
        let events = recorder.events()
        signals.onSignal { recorder.stop() }
        let glyphs = Terminal.speaksUTF8(environment) ? Glyphs.unicode : .ascii
        let printing = EventPrinter.start(events, json: json, terminal: Terminal(2), glyphs: glyphs)
        let outcome = await recorder.outcome()
        // A reader that does not read any more does not keep the process from ending.
        await printing?.end(within: .seconds(2))
        if let error = outcome.error { Engine.complain(error) }
        return outcome.exitStatus
    }

    /// Says more of an output than that it has no extension.
    private static func refuseWhatIsNoFile(_ path: String) throws(RecorderError) {
        if path == "-" {
            throw RecorderError(.usage, "Standard output cannot be recorded to yet; name a file such as talk.mp4.")
        }
        let status: FileStatus?
        // What cannot be looked at is found out when it is opened, with a sentence of its own.
        do throws(SystemError) { status = try LinuxFileSystem().status(of: path) } catch { return }
        if status?.kind == .directory {
            throw RecorderError(.notWritable, "\(path) is a directory; name a file in it, such as \(path)/talk.mp4.")
        }
    }

    /// Everything that was asked for, checked; nothing is opened or touched.
    func configuration() async throws(RecorderError) -> RecordingConfiguration {
        var outputs: [OutputConfiguration] = []
        for path in options.outputs {
            try Self.refuseWhatIsNoFile(path)
            outputs.append(try OutputConfiguration(path, isReplacingRefused: options.isClobberRefused))
        }
        let sources = SourceFactory()
        var video = VideoEncoderSettings()
        // A camera is asked for the size, a test picture drawn in it; a file's pictures are scaled to it.
        if options.videos.contains(where: \.isFile) { video.size = options.size }
        if let preset = options.preset { video.preset = preset }
        if let quality = options.quality { video.rateControl = .quality(Double(quality)) }
        if let bitrate = options.videoBitrate { video.rateControl = .bitrate(bitrate) }
        if let interval = options.keyframeInterval { video.keyframeInterval = interval }
        return RecordingConfiguration(
            videoSources: try sources.videoSources(options), audioSources: try sources.audioSources(options),
            outputs: outputs, deliveries: try await DeliveryTargets.make(options.sinks, environment: environment),
            video: video,
            audio: AudioEncoderSettings(
                rate: options.audioRate, channels: options.audioChannels, bitrate: options.audioBitrate),
            duration: options.duration)
    }
}
