import Reel
import ReelCommandLine

/// Turns what a command line names as sources into sources.
struct SourceFactory {
    let clocks: any Clocks
    /// Test picture and tone of one recording share it, so that beep and flash are one moment.
    private let testOrigin = TestOrigin()

    init(clocks: any Clocks = SystemClocks()) {
        self.clocks = clocks
    }

    /// The sources of pictures: the first camera unless something else was named.
    func videoSources(_ options: RecordOptions) throws(RecorderError) -> [any VideoSource] {
        let inputs = options.videos.isEmpty ? [.defaultCamera] : options.videos
        var sources: [any VideoSource] = []
        for input in inputs {
            if let source = try videoSource(input, options) { sources.append(source) }
        }
        return sources
    }

    /// The sources of sound: the default microphone unless something else was named.
    func audioSources(_ options: RecordOptions) throws(RecorderError) -> [any AudioSource] {
        let inputs = options.audios.isEmpty ? [.defaultSource] : options.audios
        var sources: [any AudioSource] = []
        for input in inputs {
            if let source = try audioSource(input, options) { sources.append(source) }
        }
        return sources
    }

    private func videoSource(
        _ input: VideoInput, _ options: RecordOptions
    ) throws(RecorderError) -> (any VideoSource)? {
        let pace = options.pace ?? .live
        switch input {
        case .none:
            return nil
        case .test:
            return TestPictureSource(
                size: options.size ?? PictureSize(width: 1_280, height: 720),
                rate: options.frameRate ?? FrameRate(numerator: 30), origin: testOrigin, pace: pace, clocks: clocks)
        case .y4mFile(let path):
            return Y4MSource(path: path, pace: pace, clocks: clocks)
        case .jpegFile(let path):
            return MJPEGFileSource(
                path: path, rate: options.frameRate ?? FrameRate(numerator: 30), pace: pace, clocks: clocks)
        case .defaultCamera:
            return V4L2Camera(.first, request: request(options), clocks: clocks)
        case .camera(let name):
            guard let selector = CameraSelector(name) else {
                throw RecorderError(
                    .usage,
                    "\(name) names no camera; one is named by /dev/video0, serial:XYZ or a name that reel devices lists."
                )
            }
            return V4L2Camera(selector, request: request(options), clocks: clocks)
        }
    }

    private func request(_ options: RecordOptions) -> VideoRequest {
        VideoRequest(size: options.size, rate: options.frameRate, inputFormat: options.inputFormat)
    }

    private func audioSource(
        _ input: AudioInput, _ options: RecordOptions
    ) throws(RecorderError) -> (any AudioSource)? {
        let pace = options.pace ?? .live
        let format = AudioFormat(
            sample: options.pcmFormat ?? .s16le, rate: options.pcmRate ?? 48_000, channels: options.pcmChannels ?? 2)
        let request = AudioRequest(rate: options.audioRate, channels: options.audioChannels)
        switch input {
        case .none:
            return nil
        case .test:
            return TestToneSource(
                rate: options.audioRate ?? 48_000, channels: options.audioChannels ?? 2,
                flashRate: options.frameRate ?? FrameRate(numerator: 30), origin: testOrigin, pace: pace, clocks: clocks
            )
        case .pcmFile(let path):
            return PCMSource(path: path, format: format, pace: pace, clocks: clocks)
        case .pcmStandardInput:
            return PCMSource(
                owning: try standardInput(), name: "standard input", format: format, pace: pace, clocks: clocks)
        case .defaultSource:
            return PulseSource(.default, request: request, clocks: clocks)
        case .monitor:
            return PulseSource(.monitor, request: request, clocks: clocks)
        case .source(let name):
            return PulseSource(.named(name), request: request, clocks: clocks)
        }
    }

    /// A descriptor of our own on standard input, which the source closes at its end.
    private func standardInput() throws(RecorderError) -> FileDescriptor {
        do throws(SystemError) {
            return try FileDescriptor(duplicating: 0)
        } catch {
            throw RecorderError(
                .inputNotFound, "Standard input is closed; pipe the raw sound into reel.", cause: "\(error)")
        }
    }
}
