import ReelCommandLine
import ReelModel
import Testing

struct RecordParsingTests {
    /// The options of a `reel record` that has to be right.
    private func options(_ arguments: String...) throws -> RecordOptions {
        guard case .record(let options) = try CommandSet.reel.parse(["record"] + arguments) else {
            throw RecorderError(.defect, "not a recording")
        }
        return options
    }

    @Test func `nothing but an output leaves every choice to the recorder`() throws {
        var expected = RecordOptions()
        expected.outputs = ["talk.mp4"]
        #expect(try options("talk.mp4") == expected)
    }

    @Test func `every option arrives as what it stands for`() throws {
        var expected = RecordOptions()
        expected.videos = [.camera("/dev/video2")]
        expected.audios = [.defaultSource, .pcmFile("in.pcm")]
        expected.size = PictureSize(width: 1_920, height: 1_080)
        expected.frameRate = FrameRate(numerator: 30_000, denominator: 1_001)
        expected.inputFormat = "yu12"
        expected.videoCodec = .h264
        expected.encoder = .x264
        expected.preset = "ultrafast"
        expected.quality = 18
        expected.keyframeInterval = .milliseconds(500)
        expected.audioBitrate = 128_000
        expected.audioRate = 44_100
        expected.audioChannels = 1
        expected.pcmFormat = .s24le
        expected.pcmRate = 96_000
        expected.pcmChannels = 8
        expected.duration = .seconds(5_400)
        expected.sinks = ["/srv/a", "file:///srv/b"]
        expected.isClobberRefused = true
        expected.pace = .unpaced
        expected.events = .json
        expected.eventDestination = .descriptor(3)
        expected.outputs = ["a.mp4", "-b.flv"]
        let given = try options(
            "--video", "/dev/video2", "--audio=default", "--audio", "pcm:in.pcm", "--size", "1920x1080", "--fps",
            "29.97",
            "--input-format", "YU12", "a.mp4", "--video-codec", "h264", "--encoder", "x264", "--preset", "ultrafast",
            "--quality", "18", "--keyframe-interval", "500ms", "--audio-bitrate", "128k", "--audio-rate", "44.1k",
            "--audio-channels", "1", "--pcm-format", "s24le", "--pcm-rate", "96000", "--pcm-channels", "8",
            "--duration",
            "1h30m", "--to", "/srv/a", "--to", "file:///srv/b", "--no-clobber", "--pace", "none", "--events", "json",
            "--events-to", "fd:3", "--", "-b.flv")
        #expect(given == expected)
    }

    @Test(arguments: [
        ("default", VideoInput.defaultCamera), ("test", .test), ("none", .none),
        ("/dev/video0", .camera("/dev/video0")),
        ("usb-Cam_1-video-index0", .camera("usb-Cam_1-video-index0")),
    ])
    func `a picture's source is read`(text: String, input: VideoInput) throws {
        #expect(try options("--video", text, "x.mp4").videos == [input])
    }

    @Test(arguments: [
        ("default", AudioInput.defaultSource), ("monitor", .monitor), ("test", .test), ("none", .none),
        ("alsa_input.usb", .source("alsa_input.usb")), ("pcm:a b.raw", .pcmFile("a b.raw")),
        ("pcm:-", .pcmStandardInput),
    ])
    func `a sound's source is read`(text: String, input: AudioInput) throws {
        #expect(try options("--audio", text, "x.mp4").audios == [input])
    }

    @Test func `a value may begin with one dash, and with two when it is attached`() throws {
        #expect(try options("--to", "-dir", "x.mp4").sinks == ["-dir"])
        #expect(try options("--to=--dir", "x.mp4").sinks == ["--dir"])
        #expect(try options("-").outputs == ["-"])
    }
}
